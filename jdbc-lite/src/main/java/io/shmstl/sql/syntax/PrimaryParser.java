package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses what operators work on: literals, names, brackets, CASE, CAST, subqueries. */
final class PrimaryParser {
  /** Longest number, in characters. */
  private static final int MAX_NUMBER_LENGTH = 10_000;

  private static final int MAX_NAME_PARTS = 32;

  private static final int MAX_EXPONENT = 10_000;
  private static final int LONG_HEX_DIGITS = 16;

  /** Functions that are called without brackets. */
  private static final Set<String> VALUE_FUNCTIONS =
      Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final QueryParser queries;
  private final TypeParser types;
  private final LiteralParser literals;

  PrimaryParser(Tokens tokens, ExpressionParser expressions, QueryParser queries) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.queries = queries;
    this.types = new TypeParser(tokens);
    this.literals = new LiteralParser(tokens);
  }

  ExpressionNode primary() {
    ExpressionNode value = unit();
    while (true) {
      Position at = tokens.at();
      if (tokens.accept("::")) {
        value = new ExpressionNode.Cast(value, types.type(), at);
      } else if (tokens.accept("[")) {
        value =
            new ExpressionNode.Call(
                "ARRAY_GET", List.of(value, expressions.expression()), CallTail.NONE, at);
        tokens.expect("]");
      } else if (tokens.isAt("AT") && tokens.peek(1).is("TIME") && tokens.peek(2).is("ZONE")) {
        value = atTimeZone(value, at);
      } else if (tokens.isAt("AT") && tokens.peek(1).is("LOCAL")) {
        tokens.advance();
        tokens.advance();
        value = new ExpressionNode.Call("AT_TIME_ZONE", List.of(value), CallTail.NONE, at);
      } else {
        return value;
      }
    }
  }

  private ExpressionNode atTimeZone(ExpressionNode value, Position at) {
    tokens.advance();
    tokens.advance();
    tokens.advance();
    return new ExpressionNode.Call("AT_TIME_ZONE", List.of(value, unit()), CallTail.NONE, at);
  }

  private ExpressionNode unit() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.advance(), false);
      case STRING -> {
        tokens.advance();
        yield new ExpressionNode.Literal(
            token.text(), SqlType.varchar(token.text().length()), token.at());
      }
      case BINARY -> binary(tokens.advance());
      case PARAMETER -> {
        tokens.advance();
        yield new ExpressionNode.Parameter(tokens.nextParameter(), token.at());
      }
      case QUOTED_NAME -> name();
      case WORD -> word(token);
      case SYMBOL -> {
        if (token.is("(")) {
          yield bracket();
        }
        throw tokens.unexpected("an expression");
      }
      case END -> throw tokens.unexpected("an expression");
    };
  }

  /** A number with its sign: the smallest integer has no positive. */
  ExpressionNode number(Token token, boolean isNegative) {
    String text = token.text();
    if (text.startsWith("0x") || text.startsWith("0X")) {
      if (text.length() <= 2 || text.length() > 2 + LONG_HEX_DIGITS) {
        throw SqlErrors.syntax("a hexadecimal number has 1 to 16 digits", token.at());
      }
      return integer(new BigInteger(text.substring(2), 16), isNegative, token.at());
    }
    if (text.length() > MAX_NUMBER_LENGTH) {
      throw SqlErrors.tooComplex(
          "a number is longer than " + MAX_NUMBER_LENGTH + " characters", token.at());
    }
    if (text.startsWith("0b") || text.startsWith("0B")) {
      return integer(new BigInteger(text.substring(2), 2), isNegative, token.at());
    }
    if (text.startsWith("0o") || text.startsWith("0O")) {
      return integer(new BigInteger(text.substring(2), 8), isNegative, token.at());
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return integer(new BigInteger(text), isNegative, token.at());
    }
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent >= 0 && Math.abs(exponent(text.substring(exponent + 1))) > MAX_EXPONENT) {
      throw SqlErrors.outOfRange(text, "DECFLOAT");
    }
    BigDecimal value = new BigDecimal(text);
    value = isNegative ? value.negate() : value;
    if (exponent >= 0) {
      BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      return new ExpressionNode.Literal(
          stripped, SqlType.decfloat(stripped.precision()), token.at());
    }
    int precision = Math.max(value.precision(), value.scale());
    return new ExpressionNode.Literal(value, SqlType.numeric(precision, value.scale()), token.at());
  }

  private static int exponent(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      return Integer.MAX_VALUE;
    }
  }

  private static ExpressionNode integer(BigInteger number, boolean isNegative, Position at) {
    BigInteger value = isNegative ? number.negate() : number;
    if (value.bitLength() < Integer.SIZE) {
      return new ExpressionNode.Literal(value.longValue(), SqlType.INTEGER, at);
    }
    if (value.bitLength() < Long.SIZE) {
      return new ExpressionNode.Literal(value.longValue(), SqlType.BIGINT, at);
    }
    BigDecimal decimal = new BigDecimal(value);
    return new ExpressionNode.Literal(decimal, SqlType.numeric(decimal.precision(), 0), at);
  }

  private static ExpressionNode binary(Token token) {
    try {
      byte[] bytes = HexFormat.of().parseHex(token.text().replace(" ", ""));
      SqlType type = new SqlType(SqlType.VARBINARY.kind(), Math.max(1, bytes.length), 0);
      return new ExpressionNode.Literal(bytes, type, token.at());
    } catch (IllegalArgumentException _) {
      throw SqlErrors.syntax("a binary literal takes pairs of hexadecimal digits", token.at());
    }
  }

  private ExpressionNode bracket() {
    Position at = tokens.advance().at();
    if (QueryParser.startsQuery(tokens.current())) {
      QueryNode query = queries.query();
      tokens.expect(")");
      return new ExpressionNode.Subquery(query, at);
    }
    ExpressionNode first = expressions.expression();
    if (tokens.accept(",")) {
      List<ExpressionNode> items = new ArrayList<>();
      items.add(first);
      items.addAll(expressions.list());
      tokens.expect(")");
      return new ExpressionNode.RowValue(items, false, at);
    }
    tokens.expect(")");
    return first;
  }

  private ExpressionNode word(Token token) {
    return switch (token.text()) {
      case "NULL" -> constant(null, SqlType.NULL);
      case "UNKNOWN" -> constant(null, SqlType.BOOLEAN);
      case "TRUE" -> constant(true, SqlType.BOOLEAN);
      case "FALSE" -> constant(false, SqlType.BOOLEAN);
      case "CASE" -> caseOf(tokens.advance().at());
      case "CAST" -> cast(tokens.advance().at());
      case "EXISTS" -> exists(tokens.advance().at());
      case "ROW" -> tokens.peek(1).is("(") ? row(tokens.advance()) : literalOrName(token);
      case "ARRAY" -> tokens.peek(1).is("[") ? row(tokens.advance()) : literalOrName(token);
      default -> literalOrName(token);
    };
  }

  private ExpressionNode constant(@Nullable Object value, SqlType type) {
    return new ExpressionNode.Literal(value, type, tokens.advance().at());
  }

  private ExpressionNode literalOrName(Token token) {
    if (literals.isAtLiteral()) {
      return literals.literal();
    }
    if (VALUE_FUNCTIONS.contains(token.text())) {
      tokens.advance();
      return expressions.calls().valueFunction(token);
    }
    if (tokens.peek(1).is("(") && (Tokens.isName(token) || isCallable(token.text()))) {
      tokens.advance();
      return expressions.calls().call(token);
    }
    return name();
  }

  /** Reserved words that are functions as well. */
  private static boolean isCallable(String word) {
    return word.equals("LEFT")
        || word.equals("RIGHT")
        || word.equals("ANY")
        || word.equals("SOME")
        || word.equals("VALUES");
  }

  private ExpressionNode row(Token word) {
    String close = word.is("ROW") ? ")" : "]";
    tokens.advance();
    List<ExpressionNode> items = tokens.isAt(close) ? List.of() : expressions.list();
    tokens.expect(close);
    return new ExpressionNode.RowValue(items, word.is("ARRAY"), word.at());
  }

  private ExpressionNode name() {
    Position at = tokens.at();
    if (!tokens.isAtName()) {
      throw tokens.unexpected("an expression");
    }
    List<Identifier> parts = new ArrayList<>();
    parts.add(tokens.name());
    while (tokens.isAt(".") && !tokens.peek(1).is("*")) {
      if (parts.size() == MAX_NAME_PARTS) {
        throw SqlErrors.tooComplex("a name has more than " + MAX_NAME_PARTS + " parts", at);
      }
      tokens.advance();
      parts.add(tokens.name());
    }
    return new ExpressionNode.Name(parts, at);
  }

  private ExpressionNode caseOf(Position at) {
    ExpressionNode operand = expressions.expressionUnless("WHEN");
    List<ExpressionNode.When> whens = new ArrayList<>();
    while (tokens.accept("WHEN")) {
      List<ExpressionNode> conditions =
          operand == null ? List.of(expressions.expression()) : expressions.list();
      tokens.expect("THEN");
      ExpressionNode result = expressions.expression();
      conditions.forEach(c -> whens.add(new ExpressionNode.When(c, result)));
    }
    if (whens.isEmpty()) {
      throw tokens.unexpected("WHEN");
    }
    ExpressionNode otherwise = tokens.accept("ELSE") ? expressions.expression() : null;
    tokens.expect("END");
    return new ExpressionNode.Case(operand, whens, otherwise, at);
  }

  private ExpressionNode cast(Position at) {
    tokens.expect("(");
    ExpressionNode operand = expressions.expression();
    tokens.expect("AS");
    SqlType type = types.type();
    tokens.expect(")");
    return new ExpressionNode.Cast(operand, type, at);
  }

  private ExpressionNode exists(Position at) {
    tokens.expect("(");
    QueryNode query = queries.query();
    tokens.expect(")");
    return new ExpressionNode.Exists(query, at);
  }
}
