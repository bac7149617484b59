package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.ArithmeticOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses expressions by climbing precedence: one Java frame for all levels of operators. */
final class ExpressionParser {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int PREDICATE = 4;
  private static final int CONCATENATION = 5;
  private static final int SUM = 6;
  private static final int PRODUCT = 7;
  private static final int PREFIX = 8;

  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("OR", OR),
          Map.entry("AND", AND),
          Map.entry("=", PREDICATE),
          Map.entry("<>", PREDICATE),
          Map.entry("<", PREDICATE),
          Map.entry("<=", PREDICATE),
          Map.entry(">", PREDICATE),
          Map.entry(">=", PREDICATE),
          Map.entry("IS", PREDICATE),
          Map.entry("NOT", PREDICATE),
          Map.entry("LIKE", PREDICATE),
          Map.entry("ILIKE", PREDICATE),
          Map.entry("REGEXP", PREDICATE),
          Map.entry("BETWEEN", PREDICATE),
          Map.entry("IN", PREDICATE),
          Map.entry("||", CONCATENATION),
          Map.entry("+", SUM),
          Map.entry("-", SUM),
          Map.entry("*", PRODUCT),
          Map.entry("/", PRODUCT),
          Map.entry("%", PRODUCT));

  private final Tokens tokens;
  private final QueryParser queries;
  private final CallParser calls;
  private final PrimaryParser primaries;

  ExpressionParser(Tokens tokens, QueryParser queries) {
    this.tokens = tokens;
    this.queries = queries;
    this.calls = new CallParser(tokens, this);
    this.primaries = new PrimaryParser(tokens, this, queries);
  }

  CallParser calls() {
    return calls;
  }

  ExpressionNode expression() {
    return expression(OR);
  }

  /** An operand of an arithmetic operator: what may stand where AND would end a BETWEEN. */
  ExpressionNode operand() {
    return expression(CONCATENATION);
  }

  List<ExpressionNode> list() {
    List<ExpressionNode> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (tokens.accept(","));
    return list;
  }

  List<OrderItem> orderItems() {
    List<OrderItem> items = new ArrayList<>();
    do {
      ExpressionNode expression = expression();
      boolean isDescending = tokens.accept("DESC");
      if (!isDescending) {
        tokens.accept("ASC");
      }
      OrderItem.Nulls nulls = OrderItem.Nulls.DEFAULT;
      if (tokens.accept("NULLS")) {
        nulls = tokens.accept("FIRST") ? OrderItem.Nulls.FIRST : OrderItem.Nulls.LAST;
        if (nulls == OrderItem.Nulls.LAST) {
          tokens.expect("LAST");
        }
      }
      items.add(new OrderItem(expression, isDescending, nulls));
    } while (tokens.accept(","));
    return items;
  }

  private ExpressionNode expression(int lowest) {
    tokens.descend();
    ExpressionNode left = prefixed(lowest);
    while (true) {
      int level = level(tokens.current());
      if (level < lowest) {
        tokens.ascend();
        return left;
      }
      left = operator(left, level);
    }
  }

  private static int level(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.SYMBOL
        ? LEVELS.getOrDefault(token.text(), 0)
        : 0;
  }

  private ExpressionNode prefixed(int lowest) {
    Position at = tokens.at();
    if (lowest <= NOT && tokens.accept("NOT")) {
      return new ExpressionNode.Not(expression(NOT), at);
    }
    if (tokens.accept("-")) {
      Token number = tokens.current();
      return number.kind() == Token.Kind.NUMBER && !tokens.peek(1).is("::")
          ? primaries.number(tokens.advance(), true)
          : new ExpressionNode.Negation(expression(PREFIX), at);
    }
    if (tokens.accept("+")) {
      return expression(PREFIX);
    }
    return primaries.primary();
  }

  private ExpressionNode operator(ExpressionNode left, int level) {
    return switch (level) {
      case OR, AND -> logical(left, level);
      case PREDICATE -> predicate(left);
      case CONCATENATION -> {
        Position at = tokens.advance().at();
        yield new ExpressionNode.Concatenation(left, expression(SUM), at);
      }
      default -> arithmetic(left, level);
    };
  }

  private ExpressionNode logical(ExpressionNode first, int level) {
    Position at = tokens.at();
    String word = tokens.current().text();
    List<ExpressionNode> operands = new ArrayList<>();
    operands.add(first);
    while (tokens.accept(word)) {
      operands.add(expression(level + 1));
    }
    return new ExpressionNode.Logical(level == AND, operands, at);
  }

  private ExpressionNode arithmetic(ExpressionNode left, int level) {
    Token symbol = tokens.advance();
    ExpressionNode right = expression(level + 1);
    if (symbol.is("%")) {
      return new ExpressionNode.Call("MOD", List.of(left, right), CallTail.NONE, symbol.at());
    }
    ArithmeticOperator operator =
        switch (symbol.text()) {
          case "+" -> ArithmeticOperator.PLUS;
          case "-" -> ArithmeticOperator.MINUS;
          case "*" -> ArithmeticOperator.TIMES;
          default -> ArithmeticOperator.DIVIDE;
        };
    return new ExpressionNode.Arithmetic(operator, left, right, symbol.at());
  }

  private ExpressionNode predicate(ExpressionNode left) {
    Position at = tokens.at();
    if (tokens.accept("IS")) {
      return is(left, at);
    }
    boolean isNegated = tokens.accept("NOT");
    if (tokens.isAt("LIKE") || tokens.isAt("ILIKE")) {
      boolean ignoresCase = tokens.advance().is("ILIKE");
      ExpressionNode pattern = operand();
      ExpressionNode escape = tokens.accept("ESCAPE") ? operand() : null;
      return new ExpressionNode.Like(left, pattern, escape, ignoresCase, isNegated, at);
    }
    if (tokens.accept("REGEXP")) {
      ExpressionNode call =
          new ExpressionNode.Call("REGEXP_LIKE", List.of(left, operand()), CallTail.NONE, at);
      return isNegated ? new ExpressionNode.Not(call, at) : call;
    }
    if (tokens.accept("BETWEEN")) {
      boolean isSymmetric = tokens.accept("SYMMETRIC");
      if (!isSymmetric) {
        tokens.accept("ASYMMETRIC");
      }
      ExpressionNode low = operand();
      tokens.expect("AND");
      return new ExpressionNode.Between(left, low, operand(), isSymmetric, isNegated, at);
    }
    if (tokens.accept("IN")) {
      return in(left, isNegated, at);
    }
    if (isNegated) {
      throw tokens.unexpected("LIKE, BETWEEN or IN");
    }
    return comparison(left);
  }

  private ExpressionNode is(ExpressionNode left, Position at) {
    boolean isNegated = tokens.accept("NOT");
    for (ExpressionNode.Truth truth : ExpressionNode.Truth.values()) {
      if (tokens.accept(truth.name())) {
        return new ExpressionNode.Is(left, truth, isNegated, at);
      }
    }
    if (tokens.accept("DISTINCT")) {
      tokens.expect("FROM");
      return new ExpressionNode.DistinctFrom(left, operand(), isNegated, at);
    }
    throw tokens.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
  }

  private ExpressionNode in(ExpressionNode left, boolean isNegated, Position at) {
    tokens.expect("(");
    ExpressionNode in;
    if (QueryParser.startsQuery(tokens.current())) {
      in = new ExpressionNode.InQuery(left, queries.query(), isNegated, at);
    } else if (tokens.isAt(")")) {
      in = new ExpressionNode.InList(left, List.of(), isNegated, at);
    } else {
      in = new ExpressionNode.InList(left, list(), isNegated, at);
    }
    tokens.expect(")");
    return in;
  }

  private ExpressionNode comparison(ExpressionNode left) {
    Token symbol = tokens.advance();
    ComparisonOperator operator = operator(symbol);
    if (tokens.isAt("ALL") || tokens.isAt("ANY") || tokens.isAt("SOME")) {
      boolean isAll = tokens.advance().is("ALL");
      tokens.expect("(");
      if (!QueryParser.startsQuery(tokens.current())) {
        throw SqlErrors.unsupported("ALL or ANY of something else than a query", tokens.at());
      }
      QueryNode query = queries.query();
      tokens.expect(")");
      return new ExpressionNode.Quantified(operator, left, isAll, query, symbol.at());
    }
    return new ExpressionNode.Comparison(operator, left, operand(), symbol.at());
  }

  private static ComparisonOperator operator(Token symbol) {
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (operator.symbol().equals(symbol.text())) {
        return operator;
      }
    }
    throw SqlErrors.syntax("unexpected " + symbol.shown(), symbol.at());
  }

  /** An expression, or null if a word is here that ends it. */
  @Nullable ExpressionNode expressionUnless(String word) {
    return tokens.isAt(word) ? null : expression();
  }
}
