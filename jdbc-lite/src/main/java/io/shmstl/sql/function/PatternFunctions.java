package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * REGEXP_LIKE, REGEXP_REPLACE and REGEXP_SUBSTR, with the expressions of Java. A constant pattern
 * is compiled once. Patterns that explode end with the time limit or with the stack.
 */
final class PatternFunctions {
  private static final int PATTERN = 1;

  private PatternFunctions() {}

  /** What a function makes of a text and a pattern. */
  private interface Search {
    @Nullable Object apply(Matcher matcher, @Nullable Object[] arguments);
  }

  static void addTo(Map<String, Function> all) {
    add(all, "REGEXP_LIKE", SqlType.BOOLEAN, 2, true, (matcher, _) -> matcher.find());
    add(all, "REGEXP_REPLACE", SqlType.VARCHAR, 3, true, PatternFunctions::replace);
    add(
        all,
        "REGEXP_SUBSTR",
        SqlType.VARCHAR,
        2,
        false,
        (matcher, _) -> matcher.find() ? matcher.group() : null);
  }

  private static String replace(Matcher matcher, @Nullable Object[] arguments) {
    String replacement = Arguments.text(arguments, 2);
    try {
      return matcher.replaceAll(replacement);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw SqlErrors.badPattern(replacement, e);
    }
  }

  /** A function of so many texts, the pattern second, flags behind them if it takes some. */
  private static void add(
      Map<String, Function> all,
      String name,
      SqlType type,
      int texts,
      boolean takesFlags,
      Search search) {
    all.put(
        name,
        (called, arguments, at) -> {
          Signature.requireCount(called, arguments, texts, takesFlags ? texts + 1 : texts, at);
          return bind(type, texts(arguments, at), texts, search);
        });
  }

  private static List<Expression> texts(List<Expression> arguments, Position at) {
    List<Expression> texts = new ArrayList<>();
    for (Expression argument : arguments) {
      texts.add(Expressions.convert(argument, SqlType.VARCHAR, at));
    }
    return texts;
  }

  private static Expression bind(
      SqlType type, List<Expression> arguments, int flags, Search search) {
    Pattern known = constant(arguments, flags);
    FunctionCall.Body body =
        (a, context) -> {
          try {
            Pattern pattern =
                known != null
                    ? known
                    : compiled(
                        Arguments.text(a, PATTERN),
                        a.length > flags ? Arguments.text(a, flags) : "");
            return search.apply(matcher(pattern, Arguments.text(a, 0), context), a);
          } catch (StackOverflowError _) {
            throw SqlErrors.tooComplex("the pattern needs too much stack", Position.NONE);
          }
        };
    return Expressions.fold(new FunctionCall(type, arguments, body, false, false));
  }

  private static Matcher matcher(Pattern pattern, String text, StatementContext context) {
    return pattern.matcher(new CheckedText(text, context));
  }

  private static @Nullable Pattern constant(List<Expression> arguments, int flags) {
    boolean isConstant =
        arguments.get(PATTERN) instanceof Constant pattern
            && pattern.value() != null
            && (arguments.size() <= flags
                || (arguments.get(flags) instanceof Constant given && given.value() != null));
    if (!isConstant) {
      return null;
    }
    String pattern = (String) ((Constant) arguments.get(PATTERN)).value();
    String options =
        arguments.size() > flags ? (String) ((Constant) arguments.get(flags)).value() : "";
    try {
      return compiled(String.valueOf(pattern), String.valueOf(options));
    } catch (StackOverflowError _) {
      throw SqlErrors.tooComplex("the pattern needs too much stack", Position.NONE);
    }
  }

  private static Pattern compiled(String pattern, String flags) {
    int options = 0;
    for (int i = 0; i < flags.length(); i++) {
      options |=
          switch (flags.charAt(i)) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'n' -> Pattern.DOTALL;
            case 'm' -> Pattern.MULTILINE;
            case 'c' -> 0;
            default -> throw SqlErrors.badArgument("unknown flags " + flags);
          };
    }
    try {
      return Pattern.compile(pattern, options);
    } catch (PatternSyntaxException e) {
      throw SqlErrors.badPattern(pattern, e);
    }
  }
}
