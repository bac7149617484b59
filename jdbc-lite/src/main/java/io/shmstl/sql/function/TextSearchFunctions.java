package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
