package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Functions that measure text or look for something in it. */
final class TextSearchFunctions {
  private static final SqlType TEXT = SqlType.VARCHAR;
  private static final SqlType NUMBER = SqlType.BIGINT;
  private static final int BITS_PER_BYTE = 8;
  private static final int HEX_DIGITS_OF_CHAR = 4;

  private TextSearchFunctions() {}

  static void addTo(Map<String, Function> all) {
    for (String name : List.of("LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH", "LEN")) {
      all.put(
          name,
          (called, arguments, at) ->
              measure(
                  called,
                  arguments,
                  (a, _) ->
                      Arguments.value(a, 0) instanceof byte[] bytes
                          ? (long) bytes.length
                          : (long) Arguments.text(a, 0).length(),
                  at));
    }
    all.put(
        "OCTET_LENGTH",
        (name, a, at) ->
            measure(name, a, (v, _) -> StringFunctions.bytes(Arguments.value(v, 0)), at));
    all.put(
        "BIT_LENGTH",
        (name, a, at) ->
            measure(
                name,
                a,
                (v, _) -> BITS_PER_BYTE * StringFunctions.bytes(Arguments.value(v, 0)),
                at));
    FunctionCall.Body ascii =
        (a, _) ->
            Arguments.text(a, 0).isEmpty() ? null : (Object) (long) Arguments.text(a, 0).charAt(0);
    all.put("ASCII", Signature.of(SqlType.INTEGER, ascii, TEXT));
    Function locate =
        Signature.optional(
            SqlType.INTEGER,
            2,
            (a, _) -> locate(Arguments.text(a, 0), Arguments.text(a, 1), a),
            TEXT,
            TEXT,
            NUMBER);
    all.put("LOCATE", locate);
    all.put("POSITION", locate);
    all.put(
        "INSTR",
        Signature.optional(
            SqlType.INTEGER,
            2,
            (a, _) -> locate(Arguments.text(a, 1), Arguments.text(a, 0), a),
            TEXT,
            TEXT,
            NUMBER));
    all.put("RAWTOHEX", TextSearchFunctions::rawToHex);
    addPatterns(all);
  }

  private static void addPatterns(Map<String, Function> all) {
    all.put(
        "REGEXP_LIKE",
        Signature.optional(
            SqlType.BOOLEAN,
            2,
            (a, context) ->
                matcher(Arguments.text(a, 0), Arguments.text(a, 1), flags(a, 2), context).find(),
            TEXT,
            TEXT,
            TEXT));
    all.put(
        "REGEXP_REPLACE",
        Signature.optional(
            TEXT,
            3,
            (a, context) -> {
              try {
                return matcher(Arguments.text(a, 0), Arguments.text(a, 1), flags(a, 3), context)
                    .replaceAll(Arguments.text(a, 2));
              } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw SqlErrors.badPattern(Arguments.text(a, 2), e);
              }
            },
            TEXT,
            TEXT,
            TEXT,
            TEXT));
    all.put(
        "REGEXP_SUBSTR",
        Signature.of(
            TEXT,
            (a, context) -> {
              Matcher found = matcher(Arguments.text(a, 0), Arguments.text(a, 1), null, context);
              return found.find() ? found.group() : null;
            },
            TEXT,
            TEXT));
  }

  private static @Nullable String flags(@Nullable Object[] arguments, int index) {
    return arguments.length > index ? Arguments.text(arguments, index) : null;
  }

  private static Matcher matcher(
      String text, String pattern, @Nullable String flags, StatementContext context) {
    int options = 0;
    for (char flag : flags == null ? new char[0] : flags.toCharArray()) {
      options |=
          switch (flag) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'n' -> Pattern.DOTALL;
            case 'm' -> Pattern.MULTILINE;
            case 'c' -> 0;
            default -> throw SqlErrors.badArgument("unknown flag " + flag);
          };
    }
    try {
      return Pattern.compile(pattern, options).matcher(new CheckedText(text, context));
    } catch (PatternSyntaxException e) {
      throw SqlErrors.badPattern(pattern, e);
    }
  }

  private static Expression measure(
      String name, List<Expression> arguments, FunctionCall.Body body, Position at) {
    Signature.requireCount(name, arguments, 1, 1, at);
    Expression operand = arguments.getFirst();
    Expression value =
        operand.type().kind() == TypeKind.VARBINARY
            ? operand
            : Expressions.convert(operand, TEXT, at);
    return Expressions.fold(new FunctionCall(NUMBER, List.of(value), body, false, false));
  }

  private static long locate(String what, String text, @Nullable Object[] arguments) {
    int start = arguments.length == 3 ? Arguments.bounded(arguments, 2) : 1;
    if (start < 0) {
      return text.lastIndexOf(what, text.length() + start) + 1L;
    }
    return text.indexOf(what, start == 0 ? 0 : start - 1) + 1L;
  }

  private static Expression rawToHex(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 1, 1, at);
    Expression operand = arguments.getFirst();
    boolean isBinary = operand.type().kind() == TypeKind.VARBINARY;
    FunctionCall.Body body =
        (a, _) ->
            isBinary
                ? HexFormat.of().formatHex((byte[]) Arguments.value(a, 0))
                : hexOfChars(Arguments.text(a, 0));
    Expression value = isBinary ? operand : Expressions.convert(operand, TEXT, at);
    return Expressions.fold(new FunctionCall(TEXT, List.of(value), body, false, false));
  }

  private static String hexOfChars(String text) {
    StringBuilder hex = new StringBuilder(HEX_DIGITS_OF_CHAR * text.length());
    for (int i = 0; i < text.length(); i++) {
      hex.append(HexFormat.of().toHexDigits(text.charAt(i)));
    }
    return hex.toString();
  }
}
