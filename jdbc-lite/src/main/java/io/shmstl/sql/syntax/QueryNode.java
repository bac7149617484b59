package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query with its common table expressions, its order and its limits.
 *
 * @param with the common table expressions
 * @param body where rows come from
 * @param orderBy the order of rows
 * @param limit how many rows
 * @param at where it starts
 */
public record QueryNode(
    List<CommonTable> with, Body body, List<OrderItem> orderBy, Limit limit, Position at) {

  public QueryNode {
    with = List.copyOf(with);
    orderBy = List.copyOf(orderBy);
  }

  /** A named query in front of another one. */
  public record CommonTable(
      Identifier name, List<Identifier> columns, QueryNode query, Position at) {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }

  /** OFFSET and FETCH. */
  public record Limit(
      @Nullable ExpressionNode offset,
      @Nullable ExpressionNode count,
      boolean isPercent,
      boolean withTies) {
    /** All rows. */
    public static final Limit NONE = new Limit(null, null, false, false);
  }

  /** Where the rows of a query come from. */
  public sealed interface Body {}

  /** A query in brackets. */
  public record Nested(QueryNode query) implements Body {}

  /** Rows written down. */
  public record Values(List<List<ExpressionNode>> rows, Position at) implements Body {
    public Values {
      rows = List.copyOf(rows);
    }
  }

  /** The set operations. */
  public enum SetOperator {
    UNION,
    EXCEPT,
    INTERSECT
  }

  /** Two bodies in one. */
  public record SetOperation(
      SetOperator operator, boolean isAll, Body left, Body right, Position at) implements Body {}

  /**
   * One SELECT.
   *
   * @param isDistinct whether equal rows come once
   * @param items what it selects
   * @param from where from; none for a single row without columns
   * @param where the condition on rows
   * @param groupBy null without GROUP BY
   * @param having the condition on groups
   * @param windows named windows
   * @param qualify the condition on results of window functions
   */
  public record Select(
      boolean isDistinct,
      List<Item> items,
      List<Source> from,
      @Nullable ExpressionNode where,
      @Nullable List<ExpressionNode> groupBy,
      @Nullable ExpressionNode having,
      Map<String, WindowNode> windows,
      @Nullable ExpressionNode qualify,
      Position at)
      implements Body {
    public Select {
      items = List.copyOf(items);
      from = List.copyOf(from);
      windows = Map.copyOf(windows);
    }
  }

  /** One thing selected. */
  public sealed interface Item {}

  /** An expression with its name. */
  public record Selected(ExpressionNode expression, @Nullable Identifier alias) implements Item {}

  /** All columns, or all of one table. */
  public record Star(List<Identifier> qualifier, Position at) implements Item {
    public Star {
      qualifier = List.copyOf(qualifier);
    }
  }

  /** What stands in FROM. */
  public sealed interface Source {}

  /** Another name for a table and its columns. */
  public record Alias(Identifier name, List<Identifier> columns) {
    public Alias {
      columns = List.copyOf(columns);
    }
  }

  /** A table, or a common table expression. */
  public record Named(List<Identifier> name, @Nullable Alias alias, Position at) implements Source {
    public Named {
      name = List.copyOf(name);
    }
  }

  /** A query as a table. */
  public record Derived(QueryNode query, @Nullable Alias alias, Position at) implements Source {}

  /** The kinds of joins. */
  public enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  /** Two sources in one; a join without condition and columns is a CROSS JOIN. */
  public record Join(
      JoinKind kind,
      Source left,
      Source right,
      @Nullable ExpressionNode on,
      List<Identifier> using,
      boolean isNatural,
      Position at)
      implements Source {
    public Join {
      using = List.copyOf(using);
    }
  }
}
