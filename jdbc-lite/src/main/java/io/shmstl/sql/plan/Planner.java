package io.shmstl.sql.plan;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.syntax.StatementNode;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the tree of a statement to what can be executed. */
public final class Planner {
  private Planner() {}

  /**
   * A planned statement.
   *
   * @param query gives the rows
   * @param parameterTypes what each question mark is expected to be; {@code NULL} if anything
   */
  public record Result(BoundQuery query, List<SqlType> parameterTypes) {
    /** Copies the list. */
    public Result {
      parameterTypes = List.copyOf(parameterTypes);
    }
  }

  /**
   * Plans a statement.
   *
   * @param parameters the types of the values of the question marks, {@code NULL} where not known
   * @throws io.shmstl.sql.error.SqlFailure class 42 for what has no meaning
   */
  public static Result plan(StatementNode statement, Catalog catalog, List<SqlType> parameters) {
    @Nullable SqlType[] inferred = new @Nullable SqlType[parameters.size()];
    Arrays.setAll(inferred, i -> isKnown(parameters.get(i)) ? parameters.get(i) : null);
    Environment environment = new Environment(catalog, parameters, inferred);
    BoundQuery query = new QueryBinder(environment, null).bind(statement.query());
    List<SqlType> types = new ArrayList<>();
    for (SqlType type : inferred) {
      types.add(type == null ? SqlType.NULL : type);
    }
    return new Result(query, types);
  }

  private static boolean isKnown(SqlType type) {
    return !type.equals(SqlType.NULL);
  }
}
