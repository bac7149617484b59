package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as written. */
public sealed interface ExpressionNode {
  /** Where it starts, or where its operator is. */
  Position at();

  /** A constant. */
  record Literal(@Nullable Object value, SqlType type, Position at) implements ExpressionNode {}

  /** A column, perhaps with its table and schema before it. */
  record Name(List<Identifier> parts, Position at) implements ExpressionNode {
    public Name {
      parts = List.copyOf(parts);
    }
  }

  /** A question mark; the first one is number 0. */
  record Parameter(int index, Position at) implements ExpressionNode {}

  /** A minus before an operand. */
  record Negation(ExpressionNode operand, Position at) implements ExpressionNode {}

  /** One of the four operations. */
  record Arithmetic(
      ArithmeticOperator operator, ExpressionNode left, ExpressionNode right, Position at)
      implements ExpressionNode {}

  /** Two texts in a row. */
  record Concatenation(ExpressionNode left, ExpressionNode right, Position at)
      implements ExpressionNode {}

  /** One of the six comparisons. */
  record Comparison(
      ComparisonOperator operator, ExpressionNode left, ExpressionNode right, Position at)
      implements ExpressionNode {}

  /** Conditions of which all, or any, must be true. */
  record Logical(boolean isAnd, List<ExpressionNode> operands, Position at)
      implements ExpressionNode {
    public Logical {
      operands = List.copyOf(operands);
    }
  }

  /** The opposite of a condition. */
  record Not(ExpressionNode operand, Position at) implements ExpressionNode {}

  /** What {@code IS} asks for. */
  enum Truth {
    NULL,
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** Whether an operand is null, true, false or unknown. */
  record Is(ExpressionNode operand, Truth truth, boolean isNegated, Position at)
      implements ExpressionNode {}

  /** A comparison for which nulls are equal. */
  record DistinctFrom(ExpressionNode left, ExpressionNode right, boolean isNegated, Position at)
      implements ExpressionNode {}

  /** LIKE and ILIKE. */
  record Like(
      ExpressionNode value,
      ExpressionNode pattern,
      @Nullable ExpressionNode escape,
      boolean ignoresCase,
      boolean isNegated,
      Position at)
      implements ExpressionNode {}

  /** BETWEEN. */
  record Between(
      ExpressionNode value,
      ExpressionNode low,
      ExpressionNode high,
      boolean isSymmetric,
      boolean isNegated,
      Position at)
      implements ExpressionNode {}

  /** IN with a list. */
  record InList(ExpressionNode value, List<ExpressionNode> items, boolean isNegated, Position at)
      implements ExpressionNode {
    public InList {
      items = List.copyOf(items);
    }
  }

  /** IN with a query. */
  record InQuery(ExpressionNode value, QueryNode query, boolean isNegated, Position at)
      implements ExpressionNode {}

  /** A comparison with ALL or ANY row of a query. */
  record Quantified(
      ComparisonOperator operator, ExpressionNode left, boolean isAll, QueryNode query, Position at)
      implements ExpressionNode {}

  /** EXISTS. */
  record Exists(QueryNode query, Position at) implements ExpressionNode {}

  /** A query as a value. */
  record Subquery(QueryNode query, Position at) implements ExpressionNode {}

  /** One WHEN of a CASE. */
  record When(ExpressionNode condition, ExpressionNode result) {}

  /** CASE, with or without an operand. */
  record Case(
      @Nullable ExpressionNode operand,
      List<When> whens,
      @Nullable ExpressionNode otherwise,
      Position at)
      implements ExpressionNode {
    public Case {
      whens = List.copyOf(whens);
    }
  }

  /** CAST. */
  record Cast(ExpressionNode operand, SqlType type, Position at) implements ExpressionNode {}

  /** Several values in brackets. */
  record RowValue(List<ExpressionNode> items, boolean isArray, Position at)
      implements ExpressionNode {
    public RowValue {
      items = List.copyOf(items);
    }
  }

  /**
   * A call of a function, an aggregate or a window function.
   *
   * @param name in upper case
   * @param arguments empty for {@code COUNT(*)}
   * @param tail what stands behind the arguments
   */
  record Call(String name, List<ExpressionNode> arguments, CallTail tail, Position at)
      implements ExpressionNode {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
