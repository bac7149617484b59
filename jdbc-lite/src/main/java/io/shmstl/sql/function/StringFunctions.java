package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that make text from text. */
final class StringFunctions {
  /** Longest text that a function makes, in characters. */
  private static final int MAX_LENGTH = 64 * 1024 * 1024;

  private static final int MANY = 1_000;
  private static final SqlType TEXT = SqlType.VARCHAR;
  private static final SqlType NUMBER = SqlType.BIGINT;

  private StringFunctions() {}

  static void addTo(Map<String, Function> all) {
    put(all, "UPPER", a -> Arguments.text(a, 0).toUpperCase(Locale.ROOT), TEXT);
    put(all, "UCASE", a -> Arguments.text(a, 0).toUpperCase(Locale.ROOT), TEXT);
    put(all, "LOWER", a -> Arguments.text(a, 0).toLowerCase(Locale.ROOT), TEXT);
    put(all, "LCASE", a -> Arguments.text(a, 0).toLowerCase(Locale.ROOT), TEXT);
    addTrims(all);
    put(all, "LEFT", a -> left(Arguments.text(a, 0), Arguments.bounded(a, 1)), TEXT, NUMBER);
    put(all, "RIGHT", a -> right(Arguments.text(a, 0), Arguments.bounded(a, 1)), TEXT, NUMBER);
    addPads(all);
    all.put("REPLACE", Signature.optional(TEXT, 2, (a, _) -> replace(a), TEXT, TEXT, TEXT));
    put(all, "REPEAT", a -> repeat(Arguments.text(a, 0), Arguments.number(a, 1)), TEXT, NUMBER);
    put(all, "SPACE", a -> repeat(" ", Arguments.number(a, 0)), NUMBER);
    put(all, "TRANSLATE", StringFunctions::translate, TEXT, TEXT, TEXT);
    put(all, "CHAR", a -> String.valueOf((char) Arguments.bounded(a, 0)), NUMBER);
    put(all, "CHR", a -> String.valueOf((char) Arguments.bounded(a, 0)), NUMBER);
    all.put("CONCAT", (name, arguments, at) -> concat(name, arguments, false, at));
    all.put("CONCAT_WS", (name, arguments, at) -> concat(name, arguments, true, at));
    all.put("SUBSTRING", StringFunctions::substring);
    all.put("SUBSTR", StringFunctions::substring);
  }

  /** A function of arguments alone that gives text. */
  private interface TextBody {
    String apply(@Nullable Object[] arguments);
  }

  private static void put(
      Map<String, Function> all, String name, TextBody body, SqlType... parameters) {
    all.put(name, Signature.of(TEXT, (a, _) -> body.apply(a), parameters));
  }

  private static void addTrims(Map<String, Function> all) {
    put(
        all,
        "TRIM",
        a -> {
          String side = Arguments.text(a, 0);
          return trim(
              Arguments.text(a, 2),
              Arguments.text(a, 1),
              !side.equals("TRAILING"),
              !side.equals("LEADING"));
        },
        TEXT,
        TEXT,
        TEXT);
    addTrim(all, "LTRIM", true, false);
    addTrim(all, "RTRIM", false, true);
    addTrim(all, "BTRIM", true, true);
  }

  private static void addTrim(
      Map<String, Function> all, String name, boolean leading, boolean trailing) {
    FunctionCall.Body body =
        (a, _) ->
            trim(
                Arguments.text(a, 0),
                a.length == 2 ? Arguments.text(a, 1) : " ",
                leading,
                trailing);
    all.put(name, Signature.optional(TEXT, 1, body, TEXT, TEXT));
  }

  private static String trim(String text, String characters, boolean leading, boolean trailing) {
    int start = 0;
    int end = text.length();
    while (leading && start < end && characters.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (trailing && end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static void addPads(Map<String, Function> all) {
    for (boolean isLeft : new boolean[] {true, false}) {
      FunctionCall.Body body =
          (a, _) ->
              pad(
                  Arguments.text(a, 0),
                  Arguments.number(a, 1),
                  a.length == 3 ? Arguments.text(a, 2) : " ",
                  isLeft);
      all.put(isLeft ? "LPAD" : "RPAD", Signature.optional(TEXT, 2, body, TEXT, NUMBER, TEXT));
    }
  }

  private static String pad(String text, long length, String with, boolean isLeft) {
    int wanted = Math.clamp(length, 0, MAX_LENGTH);
    if (length > MAX_LENGTH) {
      throw SqlErrors.tooLong(text, "a padded text");
    }
    if (wanted <= text.length()) {
      return text.substring(0, wanted);
    }
    char fill = with.isEmpty() ? ' ' : with.charAt(0);
    char[] padding = new char[wanted - text.length()];
    Arrays.fill(padding, fill);
    String filled = new String(padding);
    return isLeft ? filled + text : text + filled;
  }

  private static String left(String text, int count) {
    return text.substring(0, Math.clamp(count, 0, text.length()));
  }

  private static String right(String text, int count) {
    return text.substring(text.length() - Math.clamp(count, 0, text.length()));
  }

  private static String replace(@Nullable Object[] a) {
    String before = Arguments.text(a, 1);
    String after = a.length == 3 ? Arguments.text(a, 2) : "";
    String text = Arguments.text(a, 0);
    if (before.isEmpty()) {
      return text;
    }
    long most = text.length() + (long) (text.length() / before.length()) * after.length();
    if (most > MAX_LENGTH) {
      throw SqlErrors.tooLong(text, "REPLACE");
    }
    return text.replace(before, after);
  }

  private static String repeat(String text, long count) {
    if (count <= 0 || text.isEmpty()) {
      return "";
    }
    if (count > MAX_LENGTH / text.length()) {
      throw SqlErrors.tooLong(text, "REPEAT");
    }
    return text.repeat((int) count);
  }

  private static String translate(@Nullable Object[] a) {
    String text = Arguments.text(a, 0);
    String from = Arguments.text(a, 1);
    String to = Arguments.text(a, 2);
    Map<Character, Integer> places = new HashMap<>();
    for (int i = 0; i < from.length(); i++) {
      places.putIfAbsent(from.charAt(i), i);
    }
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int index = places.getOrDefault(c, -1);
      if (index < 0) {
        result.append(c);
      } else if (index < to.length()) {
        result.append(to.charAt(index));
      }
    }
    return result.toString();
  }

  private static Expression concat(
      String name, List<Expression> arguments, boolean hasSeparator, Position at) {
    Signature.requireCount(name, arguments, 1, MANY, at);
    List<Expression> texts = new ArrayList<>();
    for (Expression argument : arguments) {
      texts.add(Expressions.convert(argument, TEXT, at));
    }
    FunctionCall.Body body =
        (values, _) -> {
          StringBuilder text = new StringBuilder();
          boolean isFirst = true;
          for (int i = hasSeparator ? 1 : 0; i < values.length; i++) {
            if (values[i] == null) {
              continue;
            }
            if (hasSeparator && !isFirst && values[0] != null) {
              text.append(values[0]);
            }
            isFirst = false;
            text.append(values[i]);
            if (text.length() > MAX_LENGTH) {
              throw SqlErrors.tooLong(text, name);
            }
          }
          return text.toString();
        };
    return Expressions.fold(new FunctionCall(TEXT, texts, body, true, false));
  }

  private static Expression substring(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 3, at);
    List<Expression> operands = new ArrayList<>();
    boolean isBinary = arguments.getFirst().type().kind() == TypeKind.VARBINARY;
    operands.add(
        isBinary ? arguments.getFirst() : Expressions.convert(arguments.getFirst(), TEXT, at));
    for (int i = 1; i < arguments.size(); i++) {
      operands.add(Expressions.convert(arguments.get(i), NUMBER, at));
    }
    FunctionCall.Body body =
        (a, _) -> {
          int size =
              Arguments.value(a, 0) instanceof byte[] bytes
                  ? bytes.length
                  : Arguments.text(a, 0).length();
          long start = Arguments.number(a, 1);
          start = start > 0 ? start - 1 : start == 0 ? 0 : Math.max(0, size + start);
          long end = a.length == 3 ? start + Math.clamp(Arguments.number(a, 2), 0, size) : size;
          int from = (int) Math.min(start, size);
          int to = Math.clamp(end, from, size);
          return Arguments.value(a, 0) instanceof byte[] bytes
              ? Arrays.copyOfRange(bytes, from, to)
              : Arguments.text(a, 0).substring(from, to);
        };
    return Expressions.fold(
        new FunctionCall(isBinary ? SqlType.VARBINARY : TEXT, operands, body, false, false));
  }

  /** The length of a value in bytes. */
  static long bytes(Object value) {
    return value instanceof byte[] bytes
        ? bytes.length
        : ((String) value).getBytes(StandardCharsets.UTF_8).length;
  }
}
