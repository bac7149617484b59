package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All scalar functions by name. */
public final class Functions {
  private static final Map<String, Function> ALL = new HashMap<>();

  static {
    ConditionalFunctions.addTo(ALL);
    MathFunctions.addTo(ALL);
    BitFunctions.addTo(ALL);
    ArrayFunctions.addTo(ALL);
    RoundingFunctions.addTo(ALL);
    StringFunctions.addTo(ALL);
    TextSearchFunctions.addTo(ALL);
    PatternFunctions.addTo(ALL);
    DateTimeFunctions.addTo(ALL);
    ALL.put("AT_TIME_ZONE", ZoneFunction::bind);
    JsonFunctions.addTo(ALL);
  }

  private Functions() {}

  /**
   * A call of a function.
   *
   * @param name in upper case
   * @throws io.shmstl.sql.error.SqlFailure 42883 if there is no such function
   */
  public static Expression bind(String name, List<Expression> arguments, Position at) {
    Function function = ALL.get(name);
    if (function == null) {
      throw SqlErrors.noFunction(name, at);
    }
    return function.bind(name, arguments, at);
  }

  /** The names of all functions, sorted. */
  public static Set<String> names() {
    return new TreeSet<>(ALL.keySet());
  }
}
