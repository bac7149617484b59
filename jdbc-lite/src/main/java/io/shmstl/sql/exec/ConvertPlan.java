package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows whose columns are brought to other types: one side of a set operation. */
public final class ConvertPlan implements QueryPlan {
  private final QueryPlan input;
  private final List<@Nullable TypeKind> kinds;

  /** Converts each column that has a kind here. */
  public ConvertPlan(QueryPlan input, List<@Nullable TypeKind> kinds) {
    this.input = input;
    this.kinds = new ArrayList<>(kinds);
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    RowCursor rows = input.open(context, outer);
    return new RowCursor() {
      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object @Nullable [] row = rows.next();
        if (row == null) {
          return null;
        }
        for (int i = 0; i < row.length; i++) {
          TypeKind kind = kinds.get(i);
          Object value = row[i];
          if (kind != null && value != null) {
            row[i] = Casts.convert(value, kind, context.zone());
          }
        }
        return row;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    input.describe(out);
  }
}
