package io.shmstl.sql.plan;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.SharedPlan;
import io.shmstl.sql.expression.ParameterReference;
import io.shmstl.sql.syntax.Identifier;
import io.shmstl.sql.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all queries of a statement share while they are bound: tables, common table expressions,
 * parameters, and how deep binding has gone.
 */
final class Environment {
  /** Deepest expression, in operators above each other. */
  private static final int MAX_DEPTH = 800;

  private final Catalog catalog;
  private final List<SqlType> parameters;
  private final @Nullable SqlType[] inferred;
  private final Depth depth;
  private final @Nullable CommonTable commonTables;

  /** A common table expression and those declared before it. */
  record CommonTable(
      Identifier name, SharedPlan plan, List<OutputColumn> columns, @Nullable CommonTable before) {}

  private static final class Depth {
    int levels;
  }

  Environment(Catalog catalog, List<SqlType> parameters, @Nullable SqlType[] inferred) {
    this(catalog, parameters, inferred, new Depth(), null);
  }

  private Environment(
      Catalog catalog,
      List<SqlType> parameters,
      @Nullable SqlType[] inferred,
      Depth depth,
      @Nullable CommonTable commonTables) {
    this.catalog = catalog;
    this.parameters = parameters;
    this.inferred = inferred;
    this.depth = depth;
    this.commonTables = commonTables;
  }

  /** This environment with one more common table expression. */
  Environment with(Identifier name, SharedPlan plan, List<OutputColumn> columns) {
    return new Environment(
        catalog, parameters, inferred, depth, new CommonTable(name, plan, columns, commonTables));
  }

  /** The common table expression of a name, the last one declared, or null. */
  @Nullable CommonTable commonTable(Identifier name) {
    for (CommonTable table = commonTables; table != null; table = table.before) {
      if (name.matches(table.name.text())) {
        return table;
      }
    }
    return null;
  }

  Catalog catalog() {
    return catalog;
  }

  ParameterReference parameter(int index) {
    return new ParameterReference(index, parameters.get(index), inferred);
  }

  void descend(Position at) {
    if (++depth.levels > MAX_DEPTH) {
      throw SqlErrors.tooComplex("the statement has more than " + MAX_DEPTH + " levels", at);
    }
  }

  void ascend() {
    depth.levels--;
  }
}
