package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import io.shmstl.sql.type.IntervalTexts;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TemporalTexts;
import java.time.ZoneId;

/** Parses literals that start with the name of a type: dates, times, intervals, UUIDs. */
final class LiteralParser {
  private final Tokens tokens;

  LiteralParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a word with a string behind it stands here. */
  boolean isAtLiteral() {
    Token word = tokens.current();
    return switch (word.text()) {
      case "DATE", "UUID" -> isString(1);
      case "TIME", "TIMESTAMP" ->
          isString(1)
              || ((tokens.peek(1).is("WITH") || tokens.peek(1).is("WITHOUT"))
                  && tokens.peek(2).is("TIME")
                  && isString(4));
      case "INTERVAL" ->
          isString(1) || ((tokens.peek(1).is("-") || tokens.peek(1).is("+")) && isString(2));
      default -> false;
    };
  }

  private boolean isString(int ahead) {
    return tokens.peek(ahead).kind() == Token.Kind.STRING;
  }

  ExpressionNode literal() {
    Token word = tokens.advance();
    Position at = word.at();
    if (word.is("INTERVAL")) {
      return interval(at);
    }
    boolean isZoned = false;
    if (!isString(0)) {
      isZoned = tokens.advance().is("WITH");
      tokens.advance();
      tokens.expect("ZONE");
    }
    String text = tokens.advance().text();
    ZoneId zone = ZoneId.systemDefault();
    return switch (word.text()) {
      case "DATE" -> new ExpressionNode.Literal(TemporalTexts.date(text), SqlType.DATE, at);
      case "UUID" ->
          new ExpressionNode.Literal(
              Casts.convert(text, SqlType.UUID.kind(), zone), SqlType.UUID, at);
      case "TIME" ->
          isZoned
              ? new ExpressionNode.Literal(
                  TemporalTexts.timeWithZone(text, zone), SqlType.TIME_TZ, at)
              : new ExpressionNode.Literal(TemporalTexts.time(text), SqlType.TIME, at);
      default ->
          isZoned
              ? new ExpressionNode.Literal(
                  TemporalTexts.timestampWithZone(text, zone), SqlType.TIMESTAMP_TZ, at)
              : new ExpressionNode.Literal(
                  TemporalTexts.timestamp(text, zone), SqlType.TIMESTAMP, at);
    };
  }

  private ExpressionNode interval(Position at) {
    boolean isNegative = tokens.accept("-");
    tokens.accept("+");
    String text = tokens.advance().text();
    IntervalField first = field();
    IntervalField last = tokens.accept("TO") ? field() : first;
    if (last.compareTo(first) < 0 || first.isMonths() != last.isMonths()) {
      throw SqlErrors.syntax("an interval cannot go from " + first + " to " + last, at);
    }
    Interval interval = IntervalTexts.parse(text, first, last);
    Interval value = isNegative ? interval.withAmount(interval.amount().negate()) : interval;
    return new ExpressionNode.Literal(value, value.type(), at);
  }

  private IntervalField field() {
    for (IntervalField field : IntervalField.values()) {
      if (tokens.accept(field.name())) {
        if (tokens.accept("(")) {
          tokens.number("a precision");
          if (tokens.accept(",")) {
            tokens.number("a precision");
          }
          tokens.expect(")");
        }
        return field;
      }
    }
    throw tokens.unexpected("YEAR, MONTH, DAY, HOUR, MINUTE or SECOND");
  }
}
