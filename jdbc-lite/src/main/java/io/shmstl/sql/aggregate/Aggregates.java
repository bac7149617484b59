package io.shmstl.sql.aggregate;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.TypeRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All aggregates by name. */
public final class Aggregates {
  private static final Set<String> NAMES =
      Set.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "STDDEV",
          "STDDEV_SAMP",
          "STDDEV_POP",
          "STDDEVP",
          "VARIANCE",
          "VAR_SAMP",
          "VAR_POP",
          "VARP",
          "STRING_AGG",
          "LISTAGG",
          "GROUP_CONCAT",
          "ARRAY_AGG",
          "EVERY",
          "BOOL_AND",
          "ANY",
          "SOME",
          "BOOL_OR",
          "BIT_AND",
          "BIT_AND_AGG",
          "BIT_OR",
          "BIT_OR_AGG",
          "BIT_XOR",
          "BIT_XOR_AGG",
          "ANY_VALUE");

  private Aggregates() {}

  /** Whether a name, in upper case, is that of an aggregate. */
  public static boolean isAggregate(String name) {
    return NAMES.contains(name);
  }

  /** The names of all aggregates, sorted. */
  public static Set<String> names() {
    return new TreeSet<>(NAMES);
  }

  /**
   * An aggregate with bound arguments.
   *
   * @param isStar whether the argument was a star
   * @throws io.shmstl.sql.error.SqlFailure 42883 or 42804 if the arguments do not fit
   */
  public static Aggregate bind(
      String name,
      List<Expression> arguments,
      boolean isStar,
      boolean isDistinct,
      @Nullable Expression filter,
      List<SortKey> orderBy,
      Position at) {
    boolean isText =
        name.equals("STRING_AGG") || name.equals("LISTAGG") || name.equals("GROUP_CONCAT");
    int most = isText ? 2 : 1;
    if (isStar ? !name.equals("COUNT") : arguments.isEmpty() || arguments.size() > most) {
      throw SqlErrors.argumentCount(name, isText ? "1 or 2" : "1", arguments.size(), at);
    }
    if (isStar) {
      return new Aggregate(SqlType.BIGINT, null, filter, false, List.of(), CountAccumulator::new);
    }
    Expression argument = arguments.getFirst();
    if (isText) {
      return text(arguments, isDistinct, filter, orderBy, at);
    }
    return switch (name) {
      case "COUNT" -> plain(SqlType.BIGINT, argument, filter, isDistinct, CountAccumulator::new);
      case "SUM", "AVG" -> sum(name, argument, isDistinct, filter, at);
      case "MIN", "MAX" -> {
        boolean isMaximum = name.equals("MAX");
        yield plain(
            argument.type(), argument, filter, false, () -> new ExtremeAccumulator(isMaximum));
      }
      case "EVERY", "BOOL_AND", "ANY", "SOME", "BOOL_OR" -> {
        boolean isEvery = name.equals("EVERY") || name.equals("BOOL_AND");
        yield plain(
            SqlType.BOOLEAN,
            Expressions.condition(argument, at),
            filter,
            false,
            () -> new TruthAccumulator(isEvery));
      }
      case "ANY_VALUE" -> plain(argument.type(), argument, filter, false, FirstAccumulator::new);
      case "BIT_AND", "BIT_AND_AGG", "BIT_OR", "BIT_OR_AGG", "BIT_XOR", "BIT_XOR_AGG" -> {
        if (!argument.type().kind().isInteger()) {
          throw SqlErrors.wrongType(name + " of " + argument.type() + " is not defined", at);
        }
        LongBinaryOperator operator =
            name.startsWith("BIT_AND")
                ? (a, b) -> a & b
                : name.startsWith("BIT_OR") ? (a, b) -> a | b : (a, b) -> a ^ b;
        yield plain(
            argument.type(), argument, filter, isDistinct, () -> new BitAccumulator(operator));
      }
      case "ARRAY_AGG" ->
          new Aggregate(SqlType.ARRAY, argument, filter, isDistinct, orderBy, ListAccumulator::new);
      default -> variance(name, argument, isDistinct, filter, at);
    };
  }

  private static Aggregate plain(
      SqlType type,
      Expression argument,
      @Nullable Expression filter,
      boolean isDistinct,
      Supplier<Accumulator> accumulators) {
    return new Aggregate(type, argument, filter, isDistinct, List.of(), accumulators);
  }

  private static Aggregate sum(
      String name,
      Expression argument,
      boolean isDistinct,
      @Nullable Expression filter,
      Position at) {
    boolean isAverage = name.equals("AVG");
    SqlType type =
        isAverage ? TypeRules.average(argument.type(), at) : TypeRules.sum(argument.type(), at);
    return plain(type, argument, filter, isDistinct, () -> new SumAccumulator(type, isAverage));
  }

  private static Aggregate variance(
      String name,
      Expression argument,
      boolean isDistinct,
      @Nullable Expression filter,
      Position at) {
    TypeKind kind = argument.type().kind();
    if (!kind.isNumber() && kind != TypeKind.NULL) {
      throw SqlErrors.wrongType(name + " of " + argument.type() + " is not defined", at);
    }
    boolean isPopulation = name.endsWith("_POP") || name.equals("STDDEVP") || name.equals("VARP");
    boolean isRoot = name.startsWith("STDDEV");
    return plain(
        SqlType.DOUBLE,
        Expressions.convert(argument, SqlType.DOUBLE, at),
        filter,
        isDistinct,
        () -> new VarianceAccumulator(!isPopulation, isRoot));
  }

  private static Aggregate text(
      List<Expression> arguments,
      boolean isDistinct,
      @Nullable Expression filter,
      List<SortKey> orderBy,
      Position at) {
    String separator = ",";
    if (arguments.size() == 2) {
      Expression second = Expressions.convert(arguments.getLast(), SqlType.VARCHAR, at);
      if (!(second instanceof Constant constant)) {
        throw SqlErrors.unsupported("a separator that is not constant", at);
      }
      separator = constant.value() == null ? "" : (String) constant.value();
    }
    String between = separator;
    return new Aggregate(
        SqlType.VARCHAR,
        Expressions.convert(arguments.getFirst(), SqlType.VARCHAR, at),
        filter,
        isDistinct,
        orderBy,
        () -> new TextAccumulator(between));
  }
}
