package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses calls: arguments in their usual and their odd forms, FILTER, OVER. */
final class CallParser {
  /** Functions whose first argument is a unit of time: a bare word. */
  private static final Set<String> TAKE_UNIT =
      Set.of("DATEADD", "DATEDIFF", "DATE_TRUNC", "TIMESTAMPADD", "TIMESTAMPDIFF", "EXTRACT");

  private final Tokens tokens;
  private final ExpressionParser expressions;

  CallParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** A function without brackets; those of times take a precision in them. */
  ExpressionNode valueFunction(Token word) {
    if (tokens.accept("(")) {
      if (!tokens.isAt(")")) {
        tokens.number("a precision");
      }
      tokens.expect(")");
    }
    return new ExpressionNode.Call(word.text(), List.of(), CallTail.NONE, word.at());
  }

  /** A call, from its opening bracket on. */
  ExpressionNode call(Token word) {
    tokens.expect("(");
    String name = word.text();
    if (tokens.accept("*")) {
      tokens.expect(")");
      return tail(word, List.of(), new CallTail(true, false, List.of(), null, false, false, null));
    }
    boolean isDistinct = tokens.accept("DISTINCT");
    if (!isDistinct) {
      tokens.accept("ALL");
    }
    List<ExpressionNode> arguments =
        switch (name) {
          case "TRIM" -> trim();
          case "SUBSTRING" -> withWords("FROM", "FOR");
          case "POSITION" -> position();
          case "EXTRACT" -> extract();
          default -> TAKE_UNIT.contains(name) ? withUnit() : plain();
        };
    List<OrderItem> orderBy = tokens.accept("ORDER", "BY") ? expressions.orderItems() : List.of();
    if (tokens.accept("SEPARATOR")) {
      arguments = new ArrayList<>(arguments);
      arguments.add(expressions.operand());
    }
    tokens.expect(")");
    return tail(
        word, arguments, new CallTail(false, isDistinct, orderBy, null, false, false, null));
  }

  private ExpressionNode tail(Token word, List<ExpressionNode> arguments, CallTail inner) {
    List<OrderItem> orderBy = inner.orderBy();
    if (tokens.accept("WITHIN", "GROUP")) {
      tokens.expect("(");
      tokens.expect("ORDER");
      tokens.expect("BY");
      orderBy = expressions.orderItems();
      tokens.expect(")");
    }
    ExpressionNode filter = null;
    if (tokens.isAt("FILTER") && tokens.peek(1).is("(")) {
      tokens.advance();
      tokens.advance();
      tokens.expect("WHERE");
      filter = expressions.expression();
      tokens.expect(")");
    }
    boolean fromLast = false;
    if (tokens.isAt("FROM", "LAST") || tokens.isAt("FROM", "FIRST")) {
      tokens.advance();
      fromLast = tokens.advance().is("LAST");
    }
    boolean ignoresNulls = tokens.accept("IGNORE", "NULLS");
    if (!ignoresNulls) {
      tokens.accept("RESPECT", "NULLS");
    }
    WindowNode over = null;
    if (tokens.isAt("OVER") && (tokens.peek(1).is("(") || Tokens.isName(tokens.peek(1)))) {
      Position at = tokens.advance().at();
      over =
          tokens.isAt("(")
              ? window()
              : new WindowNode(tokens.name(), List.of(), List.of(), null, at);
    }
    return new ExpressionNode.Call(
        word.text(),
        arguments,
        new CallTail(
            inner.isStar(), inner.isDistinct(), orderBy, filter, ignoresNulls, fromLast, over),
        word.at());
  }

  private List<ExpressionNode> plain() {
    return tokens.isAt(")") || tokens.isAt("ORDER", "BY") ? List.of() : expressions.list();
  }

  /** {@code f(a, b, c)} or {@code f(a FROM b FOR c)}. */
  private List<ExpressionNode> withWords(String first, String second) {
    List<ExpressionNode> arguments = new ArrayList<>();
    arguments.add(expressions.expression());
    if (tokens.accept(first)) {
      arguments.add(expressions.expression());
      if (tokens.accept(second)) {
        arguments.add(expressions.expression());
      }
    } else if (tokens.accept(second)) {
      arguments.add(new ExpressionNode.Literal(1L, SqlType.INTEGER, tokens.at()));
      arguments.add(expressions.expression());
    } else if (tokens.accept(",")) {
      arguments.addAll(expressions.list());
    }
    return arguments;
  }

  private List<ExpressionNode> position() {
    List<ExpressionNode> arguments = new ArrayList<>();
    arguments.add(expressions.operand());
    if (tokens.accept("IN")) {
      arguments.add(expressions.operand());
    } else {
      tokens.expect(",");
      arguments.addAll(expressions.list());
    }
    return arguments;
  }

  /** Side, characters, text; as the function takes them. */
  private List<ExpressionNode> trim() {
    Position at = tokens.at();
    String side = "BOTH";
    boolean isMarked = false;
    for (String word : List.of("BOTH", "LEADING", "TRAILING")) {
      if (tokens.accept(word)) {
        side = word;
        isMarked = true;
        break;
      }
    }
    ExpressionNode sideNode = text(side, at);
    ExpressionNode characters = text(" ", at);
    ExpressionNode value;
    if (isMarked && tokens.accept("FROM")) {
      value = expressions.expression();
    } else {
      value = expressions.expression();
      if (tokens.accept("FROM")) {
        characters = value;
        value = expressions.expression();
      } else if (tokens.accept(",")) {
        characters = expressions.expression();
      }
    }
    return List.of(sideNode, characters, value);
  }

  private List<ExpressionNode> extract() {
    ExpressionNode unit = unit();
    tokens.expect("FROM");
    return List.of(unit, expressions.expression());
  }

  private List<ExpressionNode> withUnit() {
    List<ExpressionNode> arguments = new ArrayList<>();
    arguments.add(unit());
    while (tokens.accept(",")) {
      arguments.add(expressions.expression());
    }
    return arguments;
  }

  private ExpressionNode unit() {
    Token token = tokens.advance();
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.STRING) {
      throw SqlErrors.syntax("expected a unit of time, found " + token.shown(), token.at());
    }
    return text(token.text(), token.at());
  }

  private static ExpressionNode text(String value, Position at) {
    return new ExpressionNode.Literal(value, SqlType.varchar(value.length()), at);
  }

  /** A window in brackets. */
  WindowNode window() {
    Position at = tokens.at();
    tokens.expect("(");
    Identifier base =
        tokens.isAtName() && !tokens.isAt("PARTITION", "BY") && !isFrameUnit()
            ? tokens.name()
            : null;
    List<ExpressionNode> partitionBy =
        tokens.accept("PARTITION", "BY") ? expressions.list() : List.of();
    List<OrderItem> orderBy = tokens.accept("ORDER", "BY") ? expressions.orderItems() : List.of();
    WindowNode.FrameNode frame = isFrameUnit() ? frame() : null;
    tokens.expect(")");
    return new WindowNode(base, partitionBy, orderBy, frame, at);
  }

  private boolean isFrameUnit() {
    return tokens.isAt("ROWS") || tokens.isAt("RANGE") || tokens.isAt("GROUPS");
  }

  private WindowNode.FrameNode frame() {
    WindowNode.Unit unit = WindowNode.Unit.valueOf(tokens.advance().text());
    WindowNode.Bound start;
    WindowNode.Bound end = new WindowNode.Bound(WindowNode.BoundKind.CURRENT_ROW, null);
    Position at = tokens.at();
    if (tokens.accept("BETWEEN")) {
      start = bound();
      tokens.expect("AND");
      end = bound();
    } else {
      start = bound();
    }
    if (start.kind().compareTo(end.kind()) > 0
        || start.kind() == WindowNode.BoundKind.UNBOUNDED_FOLLOWING
        || end.kind() == WindowNode.BoundKind.UNBOUNDED_PRECEDING) {
      throw SqlErrors.syntax("the frame ends before it starts", at);
    }
    return new WindowNode.FrameNode(unit, start, end, exclusion());
  }

  private WindowNode.Exclusion exclusion() {
    if (!tokens.accept("EXCLUDE")) {
      return WindowNode.Exclusion.NOTHING;
    }
    if (tokens.accept("CURRENT", "ROW")) {
      return WindowNode.Exclusion.CURRENT_ROW;
    }
    if (tokens.accept("GROUP")) {
      return WindowNode.Exclusion.GROUP;
    }
    if (tokens.accept("TIES")) {
      return WindowNode.Exclusion.TIES;
    }
    tokens.expect("NO");
    tokens.expect("OTHERS");
    return WindowNode.Exclusion.NOTHING;
  }

  private WindowNode.Bound bound() {
    if (tokens.accept("CURRENT", "ROW")) {
      return new WindowNode.Bound(WindowNode.BoundKind.CURRENT_ROW, null);
    }
    boolean isUnbounded = tokens.accept("UNBOUNDED");
    @Nullable ExpressionNode offset = isUnbounded ? null : expressions.operand();
    boolean isPreceding = tokens.accept("PRECEDING");
    if (!isPreceding) {
      tokens.expect("FOLLOWING");
    }
    if (isUnbounded) {
      return new WindowNode.Bound(
          isPreceding
              ? WindowNode.BoundKind.UNBOUNDED_PRECEDING
              : WindowNode.BoundKind.UNBOUNDED_FOLLOWING,
          null);
    }
    return new WindowNode.Bound(
        isPreceding ? WindowNode.BoundKind.PRECEDING : WindowNode.BoundKind.FOLLOWING, offset);
  }
}
