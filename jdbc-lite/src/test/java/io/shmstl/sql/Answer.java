package io.shmstl.sql;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.expression.StatementLimits;
import io.shmstl.sql.plan.OutputColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a query.
 *
 * @param columns of the rows
 * @param rows in the order they came
 */
public record Answer(List<OutputColumn> columns, List<List<@Nullable Object>> rows) {
  /** Runs a query. */
  public static Answer of(String sql, Catalog catalog, @Nullable Object... parameters) {
    return of(sql, catalog, StatementLimits.defaults(), parameters);
  }

  /** Runs a query within limits. */
  public static Answer of(
      String sql, Catalog catalog, StatementLimits limits, @Nullable Object... parameters) {
    Query query = Query.prepare(sql, catalog).typed(Arrays.asList(parameters));
    StatementContext context =
        new StatementContext(new ReadView() {}, Arrays.asList(parameters), limits);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (RowCursor cursor = query.execute(context)) {
      @Nullable Object @Nullable [] row;
      while ((row = cursor.next()) != null) {
        rows.add(Arrays.asList(row));
      }
    }
    return new Answer(query.columns(), rows);
  }
}
