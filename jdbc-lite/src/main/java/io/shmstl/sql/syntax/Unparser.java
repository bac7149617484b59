package io.shmstl.sql.syntax;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.Texts;
import io.shmstl.sql.type.TypeKind;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Expressions as text: the labels of columns without a name, and what tells if two are the same.
 */
public final class Unparser {
  private static final int MAX_DEPTH = 2 * Tokens.MAX_DEPTH;

  private final StringBuilder text = new StringBuilder();
  private final Function<ExpressionNode.Name, String> names;
  private final boolean showsPlaces;
  private int depth;

  private Unparser(Function<ExpressionNode.Name, String> names, boolean showsPlaces) {
    this.names = names;
    this.showsPlaces = showsPlaces;
  }

  /** The text of an expression for people: names as their last part, queries left out. */
  public static String text(ExpressionNode node) {
    return new Unparser(name -> name.parts().getLast().text(), false).whole(node);
  }

  /**
   * The text of an expression for comparisons: names are written by a function, queries as their
   * place, so that no two are the same.
   */
  public static String text(ExpressionNode node, Function<ExpressionNode.Name, String> names) {
    return new Unparser(names, true).whole(node);
  }

  private String whole(ExpressionNode node) {
    write(node);
    return text.toString();
  }

  private void write(ExpressionNode node) {
    if (++depth > MAX_DEPTH) {
      throw SqlErrors.tooComplex(
          "the expression has more than " + MAX_DEPTH + " levels", node.at());
    }
    switch (node) {
      case ExpressionNode.Literal literal -> {
        literal(literal.value());
        text.append(literal.type().kind() == TypeKind.DECFLOAT ? "E0" : "");
      }
      case ExpressionNode.Name name -> text.append(names.apply(name));
      case ExpressionNode.Parameter parameter -> text.append('?').append(parameter.index() + 1);
      case ExpressionNode.Negation negation -> {
        text.append("- ");
        operand(negation.operand());
      }
      case ExpressionNode.Arithmetic a -> binary(a.left(), a.operator().symbol(), a.right());
      case ExpressionNode.Concatenation c -> binary(c.left(), "||", c.right());
      case ExpressionNode.Comparison c -> binary(c.left(), c.operator().symbol(), c.right());
      case ExpressionNode.Logical logical -> logical(logical);
      case ExpressionNode.Not not -> {
        text.append("NOT ");
        operand(not.operand());
      }
      case ExpressionNode.Is is -> {
        operand(is.operand());
        text.append(is.isNegated() ? " IS NOT " : " IS ").append(is.truth());
      }
      case ExpressionNode.DistinctFrom d ->
          binary(d.left(), d.isNegated() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM", d.right());
      case ExpressionNode.Like like -> like(like);
      case ExpressionNode.Between between -> between(between);
      case ExpressionNode.InList in -> {
        operand(in.value());
        text.append(in.isNegated() ? " NOT IN(" : " IN(");
        list(in.items());
        text.append(')');
      }
      case ExpressionNode.InQuery in -> {
        operand(in.value());
        text.append(in.isNegated() ? " NOT IN " : " IN ");
        query(in.query());
      }
      case ExpressionNode.Quantified q -> {
        operand(q.left());
        text.append(' ').append(q.operator().symbol()).append(q.isAll() ? " ALL " : " ANY ");
        query(q.query());
      }
      case ExpressionNode.Exists exists -> {
        text.append("EXISTS ");
        query(exists.query());
      }
      case ExpressionNode.Subquery subquery -> query(subquery.query());
      case ExpressionNode.Case c -> caseOf(c);
      case ExpressionNode.Cast cast -> {
        text.append("CAST(");
        write(cast.operand());
        text.append(" AS ").append(cast.type()).append(')');
      }
      case ExpressionNode.RowValue row -> {
        text.append(row.isArray() ? "ARRAY [" : "ROW (");
        list(row.items());
        text.append(row.isArray() ? ']' : ')');
      }
      case ExpressionNode.Call call -> call(call);
    }
    depth--;
  }

  private void operand(ExpressionNode node) {
    boolean isSimple =
        node instanceof ExpressionNode.Literal
            || node instanceof ExpressionNode.Name
            || node instanceof ExpressionNode.Parameter
            || node instanceof ExpressionNode.Call
            || node instanceof ExpressionNode.Cast
            || node instanceof ExpressionNode.Case
            || node instanceof ExpressionNode.Subquery;
    if (isSimple) {
      write(node);
    } else {
      text.append('(');
      write(node);
      text.append(')');
    }
  }

  private void binary(ExpressionNode left, String operator, ExpressionNode right) {
    operand(left);
    text.append(' ').append(operator).append(' ');
    operand(right);
  }

  private void logical(ExpressionNode.Logical logical) {
    Iterator<ExpressionNode> operands = logical.operands().iterator();
    operand(operands.next());
    while (operands.hasNext()) {
      text.append(logical.isAnd() ? " AND " : " OR ");
      operand(operands.next());
    }
  }

  private void like(ExpressionNode.Like like) {
    operand(like.value());
    text.append(like.isNegated() ? " NOT" : "").append(like.ignoresCase() ? " ILIKE " : " LIKE ");
    operand(like.pattern());
    if (like.escape() != null) {
      text.append(" ESCAPE ");
      operand(like.escape());
    }
  }

  private void between(ExpressionNode.Between between) {
    operand(between.value());
    text.append(between.isNegated() ? " NOT BETWEEN " : " BETWEEN ");
    text.append(between.isSymmetric() ? "SYMMETRIC " : "");
    operand(between.low());
    text.append(" AND ");
    operand(between.high());
  }

  private void caseOf(ExpressionNode.Case node) {
    text.append("CASE");
    if (node.operand() != null) {
      text.append(' ');
      operand(node.operand());
    }
    for (ExpressionNode.When when : node.whens()) {
      text.append(" WHEN ");
      write(when.condition());
      text.append(" THEN ");
      write(when.result());
    }
    if (node.otherwise() != null) {
      text.append(" ELSE ");
      write(node.otherwise());
    }
    text.append(" END");
  }

  private void call(ExpressionNode.Call call) {
    CallTail tail = call.tail();
    text.append(call.name());
    if (call.arguments().isEmpty() && !tail.isStar() && call.name().startsWith("CURRENT_")) {
      return;
    }
    text.append('(').append(tail.isDistinct() ? "DISTINCT " : "").append(tail.isStar() ? "*" : "");
    list(call.arguments());
    order(tail.orderBy(), " ORDER BY ");
    text.append(')');
    if (tail.filter() != null) {
      text.append(" FILTER (WHERE ");
      write(tail.filter());
      text.append(')');
    }
    text.append(tail.fromLast() ? " FROM LAST" : "")
        .append(tail.ignoresNulls() ? " IGNORE NULLS" : "");
    if (tail.over() != null) {
      window(tail.over());
    }
  }

  private void window(WindowNode over) {
    text.append(" OVER (");
    int start = text.length();
    if (over.base() != null) {
      text.append(over.base());
    }
    if (!over.partitionBy().isEmpty()) {
      text.append(text.length() > start ? " " : "").append("PARTITION BY ");
      list(over.partitionBy());
    }
    order(over.orderBy(), text.length() > start ? " ORDER BY " : "ORDER BY ");
    if (over.frame() != null) {
      WindowNode.FrameNode frame = over.frame();
      text.append(' ').append(frame.unit()).append(" BETWEEN ");
      bound(frame.start());
      text.append(" AND ");
      bound(frame.end());
      text.append(
          frame.exclusion() == WindowNode.Exclusion.NOTHING ? "" : " EXCLUDE " + frame.exclusion());
    }
    text.append(')');
  }

  private void bound(WindowNode.Bound bound) {
    if (bound.offset() != null) {
      operand(bound.offset());
      text.append(' ');
    }
    text.append(bound.kind().name().replace('_', ' '));
  }

  private void order(List<OrderItem> items, String before) {
    String between = before;
    for (OrderItem item : items) {
      text.append(between);
      between = ", ";
      write(item.expression());
      text.append(item.isDescending() ? " DESC" : "");
      text.append(item.nulls() == OrderItem.Nulls.DEFAULT ? "" : " NULLS " + item.nulls());
    }
  }

  private void list(List<ExpressionNode> nodes) {
    String between = "";
    for (ExpressionNode node : nodes) {
      text.append(between);
      between = ", ";
      write(node);
    }
  }

  private void query(QueryNode query) {
    text.append("(SELECT ");
    if (showsPlaces) {
      text.append(query.at().line()).append(':').append(query.at().column());
    } else {
      text.append("...");
    }
    text.append(')');
  }

  private void literal(@org.jspecify.annotations.Nullable Object value) {
    switch (value) {
      case null -> text.append("NULL");
      case String string -> text.append('\'').append(string.replace("'", "''")).append('\'');
      case byte[] bytes ->
          text.append("X'").append(java.util.HexFormat.of().formatHex(bytes)).append('\'');
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth ? "TRUE" : "FALSE");
      default -> text.append(Texts.of(value));
    }
  }
}
