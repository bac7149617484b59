package io.shmstl.sql.exec;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.RowOrder;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the rows, without the sort keys behind them; stops reading when it has them. */
public final class LimitPlan implements QueryPlan {
  private static final int PERCENT = 100;

  private final QueryPlan input;
  private final LimitSpec limit;
  private final int width;
  private final int[] keyColumns;
  private final List<SortKey> keys;

  /**
   * A limit.
   *
   * @param width how many columns of a row go on
   * @param keyColumns where the values of the keys are, for ties
   */
  public LimitPlan(
      QueryPlan input, LimitSpec limit, int width, int[] keyColumns, List<SortKey> keys) {
    this.input = input;
    this.limit = limit;
    this.width = width;
    this.keyColumns = keyColumns.clone();
    this.keys = List.copyOf(keys);
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    return limit.isPercent() ? percent(context, outer) : counted(context, outer);
  }

  private RowCursor percent(StatementContext context, @Nullable Frame outer) {
    return new KeptRows(
        context,
        () -> {
          List<@Nullable Object[]> all = new ArrayList<>();
          try (RowCursor rows = input.open(context, outer)) {
            @Nullable Object @Nullable [] row;
            while ((row = rows.next()) != null) {
              context.take(Values.rowBytes(row));
              all.add(row);
            }
          }
          return share(all, context, outer);
        });
  }

  private List<@Nullable Object[]> share(
      List<@Nullable Object[]> all, StatementContext context, @Nullable Frame outer) {
    long percent = limit.count(context, outer);
    if (percent > PERCENT) {
      throw SqlErrors.badArgument("FETCH takes 0 to 100 percent, not " + percent);
    }
    int offset = (int) Math.min(all.size(), limit.offset(context, outer));
    int count = (int) Math.ceilDiv(all.size() * percent, PERCENT);
    int end = (int) Math.min(all.size(), (long) offset + count);
    if (limit.withTies() && end > offset) {
      RowOrder order = RowOrder.at(keyColumns, keys, context);
      while (end < all.size() && order.compare(all.get(end), all.get(end - 1)) == 0) {
        end++;
      }
    }
    List<@Nullable Object[]> some = new ArrayList<>();
    for (@Nullable Object[] row : all.subList(offset, end)) {
      some.add(cut(row));
    }
    return some;
  }

  private @Nullable Object[] cut(@Nullable Object[] row) {
    return row.length == width ? row : Arrays.copyOf(row, width);
  }

  private RowCursor counted(StatementContext context, @Nullable Frame outer) {
    long offset = limit.offset(context, outer);
    long count = limit.count(context, outer);
    RowCursor rows = input.open(context, outer);
    RowOrder order = limit.withTies() ? RowOrder.at(keyColumns, keys, context) : null;
    return new RowCursor() {
      private long toSkip = offset;
      private long left = count;
      private @Nullable Object @Nullable [] last;

      @Override
      public @Nullable Object @Nullable [] next() {
        if (left <= 0 && (order == null || last == null)) {
          return null;
        }
        while (toSkip > 0) {
          context.tick();
          toSkip--;
          if (rows.next() == null) {
            left = 0;
            return null;
          }
        }
        @Nullable Object @Nullable [] row = rows.next();
        if (row == null) {
          left = 0;
          last = null;
          return null;
        }
        if (left <= 0 && order != null && last != null && order.compare(row, last) != 0) {
          last = null;
          return null;
        }
        left--;
        last = row;
        return cut(row);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    if (limit.isNone()) {
      input.describe(out);
    } else {
      out.step("limit", () -> input.describe(out));
    }
  }
}
