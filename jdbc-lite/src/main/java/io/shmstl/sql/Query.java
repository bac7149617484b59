package io.shmstl.sql;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.RecordedCatalog;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.Explanation;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.plan.BoundQuery;
import io.shmstl.sql.plan.OutputColumn;
import io.shmstl.sql.plan.Planner;
import io.shmstl.sql.syntax.StatementNode;
import io.shmstl.sql.syntax.StatementParser;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement prepared against a catalog: parsed, bound and planned. Immutable for its users and
 * thread-safe; executed as often as wanted, each time on the view of its context.
 *
 * <p>What a question mark is depends on the value it gets: {@code ? + 1} adds integers or decimals.
 * A statement is therefore planned once without values and once more for each combination of types
 * that arrives; {@link #typed} gives the one for some values, with the columns it really has.
 */
public final class Query {
  /** Plans kept for different types of parameters; more start anew. */
  private static final int MAX_TYPED = 16;

  private static final OutputColumn PLAN =
      new OutputColumn("PLAN", SqlType.VARCHAR, "", "", "", false);

  private final Catalog catalog;
  private final RecordedCatalog seen;
  private final StatementNode statement;
  private final BoundQuery bound;
  private final List<SqlType> parameterTypes;
  private final List<SqlType> given;
  private final Map<List<SqlType>, Query> typed;

  private Query(
      Catalog catalog,
      StatementNode statement,
      List<SqlType> given,
      Map<List<SqlType>, Query> typed) {
    this.seen = new RecordedCatalog(catalog);
    Planner.Result result = onStack(() -> Planner.plan(statement, seen, given));
    seen.end();
    this.catalog = catalog;
    this.statement = statement;
    this.bound = result.query();
    this.parameterTypes = result.parameterTypes();
    this.given = given;
    this.typed = typed;
  }

  /**
   * Prepares a statement.
   *
   * @throws io.shmstl.sql.error.SqlFailure 42000, 42S02, 42S22 and others of class 42, with line
   *     and column; 25006 for a statement that would write
   */
  public static Query prepare(String sql, Catalog catalog) {
    StatementNode statement = onStack(() -> StatementParser.parse(sql));
    List<SqlType> unknown = new ArrayList<>();
    for (int i = 0; i < statement.parameters(); i++) {
      unknown.add(SqlType.NULL);
    }
    return new Query(catalog, statement, List.copyOf(unknown), new ConcurrentHashMap<>());
  }

  /** Does what needs the more stack the deeper a statement nests; a thread may have too little. */
  private static <T> T onStack(Supplier<T> step) {
    try {
      return step.get();
    } catch (StackOverflowError _) {
      throw SqlErrors.tooComplex(
          "the statement nests deeper than the stack of this thread allows", new Position(1, 1));
    }
  }

  /** The columns of the result; an EXPLAIN has one, {@code PLAN}. */
  public List<OutputColumn> columns() {
    return statement.isExplained() ? List.of(PLAN) : bound.columns();
  }

  /**
   * What the statement expects of each question mark, in their order; of the kind {@code NULL}
   * where anything will do.
   */
  public List<SqlType> parameterTypes() {
    return parameterTypes;
  }

  /**
   * Whether preparing the same text once more would give the same: its names still stand for the
   * tables it was bound to. False where it is not known without looking into the tables.
   */
  public boolean isCurrent() {
    return seen.isCurrent();
  }

  /**
   * Whether this can be executed on a view that is opened now; false if a cache has been replaced
   * by one of other types, and the text must be prepared once more.
   */
  public boolean isReadable() {
    return seen.isReadable();
  }

  /**
   * Whether all it reads is one table, named once: no two parts of it must see the same version.
   */
  public boolean isOfOneTable() {
    return seen.isOneTable();
  }

  /** Whether this is an EXPLAIN. */
  public boolean isExplained() {
    return statement.isExplained();
  }

  /**
   * This statement for parameters of the classes of some values.
   *
   * @param parameters one for each question mark, in the classes that {@link
   *     io.shmstl.sql.type.TypeKind} names
   * @throws io.shmstl.sql.error.SqlFailure class 42 if the values do not fit where they stand
   * @throws IllegalArgumentException if there are more or fewer of them than question marks
   */
  public Query typed(List<? extends @Nullable Object> parameters) {
    if (parameters.size() != statement.parameters()) {
      throw new IllegalArgumentException(
          parameters.size() + " parameters for " + statement.parameters() + " question marks");
    }
    if (parameters.isEmpty()) {
      return this;
    }
    List<SqlType> types = new ArrayList<>(parameters.size());
    for (Object parameter : parameters) {
      types.add(Values.typeOf(parameter));
    }
    if (types.equals(given)) {
      return this;
    }
    Query known = typed.get(types);
    if (known == null) {
      if (typed.size() >= MAX_TYPED) {
        typed.clear();
      }
      known = new Query(catalog, statement, List.copyOf(types), typed);
      typed.put(List.copyOf(types), known);
    }
    return known;
  }

  /**
   * Starts an execution. Rows come as they are asked for; the cursor belongs to the thread that
   * uses the context and is closed by the caller. An EXPLAIN gives the lines of the plan.
   *
   * @throws io.shmstl.sql.error.SqlFailure as the rows are computed, now or by {@code next}
   */
  public RowCursor execute(StatementContext context) {
    Query query = typed(context.parameters());
    if (statement.isExplained()) {
      return new Lines(query.plan().iterator());
    }
    context.check();
    return query.bound.plan().open(context, null);
  }

  private List<String> plan() {
    Explanation out = new Explanation();
    bound.plan().describe(out);
    return out.lines();
  }

  private record Lines(Iterator<String> lines) implements RowCursor {
    @Override
    public @Nullable Object @Nullable [] next() {
      return lines.hasNext() ? new @Nullable Object[] {lines.next()} : null;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
