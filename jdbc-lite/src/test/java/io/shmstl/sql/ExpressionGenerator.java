package io.shmstl.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random expressions over the columns of {@link RandomTables}, each of a wanted kind. */
final class ExpressionGenerator {
  private final Random random;
  private final List<String> aliases;

  /** Expressions over the tables with these names. */
  ExpressionGenerator(Random random, List<String> aliases) {
    this.random = random;
    this.aliases = List.copyOf(aliases);
  }

  /** What an expression gives. */
  enum Kind {
    INTEGER,
    DECIMAL,
    FLOATING,
    TEXT,
    TRUTH,
    DATE,
    TIMESTAMP;

    private List<String> columns() {
      return switch (this) {
        case INTEGER -> List.of("I", "J", "B");
        case DECIMAL -> List.of("N");
        case FLOATING -> List.of("D", "F");
        case TEXT -> List.of("S");
        case TRUTH -> List.of("T");
        case DATE -> List.of("DA");
        case TIMESTAMP -> List.of("TS");
      };
    }
  }

  Kind kind() {
    return pick(List.of(Kind.values()));
  }

  private Kind number() {
    return pick(List.of(Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL, Kind.FLOATING));
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String column(Kind kind) {
    return pick(aliases) + "." + pick(kind.columns());
  }

  String literal(Kind kind) {
    return switch (kind) {
      case INTEGER -> String.valueOf(random.nextInt(-2, 6));
      case DECIMAL -> pick(List.of("1.50", "-0.25", "2.0", "3.75", "0.00"));
      case FLOATING -> "cast(" + pick(List.of("0.5", "-1.25", "2")) + " as double precision)";
      case TEXT -> pick(List.of("'a'", "''", "'ab'", "'B'", "'ü'", "'a_'"));
      case TRUTH -> pick(List.of("true", "false"));
      case DATE -> "date '2024-02-" + random.nextInt(26, 30) + "'";
      case TIMESTAMP -> "timestamp '2024-02-29 0" + random.nextInt(4) + ":30:00'";
    };
  }

  /** An expression; depth is how many operators may stand above each other. */
  String expression(Kind kind, int depth) {
    if (depth <= 0 || random.nextInt(5) == 0) {
      return random.nextInt(6) == 0 ? literal(kind) : column(kind);
    }
    int choice = random.nextInt(8);
    if (choice == 0) {
      return "case when "
          + condition(depth - 1)
          + " then "
          + expression(kind, depth - 1)
          + (random.nextBoolean() ? " else " + column(kind) : "")
          + " end";
    }
    if (choice == 1) {
      return "coalesce(" + column(kind) + ", " + expression(kind, depth - 1) + ")";
    }
    if (choice == 2) {
      return "nullif(" + column(kind) + ", " + expression(kind, depth - 1) + ")";
    }
    if (choice == 3) {
      return pick(List.of("greatest", "least"))
          + "("
          + column(kind)
          + ", "
          + expression(kind, depth - 1)
          + ")";
    }
    return switch (kind) {
      case INTEGER -> integer(depth);
      case DECIMAL -> decimal(depth);
      case FLOATING -> floating(depth);
      case TEXT -> text(depth);
      case TRUTH -> condition(depth);
      case DATE ->
          pick(
              List.of(
                  column(kind) + " + 1",
                  "dateadd(day, "
                      + column(Kind.INTEGER).replace(".B", ".I")
                      + ", "
                      + column(kind)
                      + ")",
                  "cast(" + column(Kind.TIMESTAMP) + " as date)",
                  "last_day(" + column(kind) + ")"));
      case TIMESTAMP ->
          pick(
              List.of(
                  column(kind) + " + interval '1' hour",
                  "date_trunc('hour', " + column(kind) + ")",
                  "cast(" + column(Kind.DATE) + " as timestamp)"));
    };
  }

  /** An expression that reads a column: H2 gives constant ones the type of their value. */
  private String notConstant(Kind kind, int depth) {
    String expression = expression(kind, depth);
    return aliases.stream().anyMatch(alias -> expression.contains(alias + "."))
        ? expression
        : column(kind);
  }

  private String integer(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> "length(" + expression(Kind.TEXT, depth - 1) + ")";
      case 1 ->
          "extract("
              + pick(List.of("day", "month", "year", "dow"))
              + " from "
              + expression(Kind.DATE, depth - 1)
              + ")";
      case 2 -> "abs(" + column(Kind.INTEGER) + ")";
      case 3 -> "mod(" + column(Kind.INTEGER) + ", 3)";
      case 4 -> "sign(" + expression(number(), depth - 1) + ")";
      case 5 -> "cast(" + column(Kind.DECIMAL) + " as int)";
      case 6 -> "(" + column(Kind.INTEGER) + " / 2)";
      case 7 -> "position('a' in " + column(Kind.TEXT) + ")";
      default ->
          "("
              + expression(Kind.INTEGER, depth - 1)
              + pick(List.of(" + ", " - "))
              + expression(Kind.INTEGER, depth - 1)
              + ")";
    };
  }

  private String decimal(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "round(" + column(Kind.DECIMAL) + ", 1)";
      case 1 -> "abs(" + column(Kind.DECIMAL) + ")";
      case 2 -> "(" + column(Kind.DECIMAL) + " * " + literal(Kind.DECIMAL) + ")";
      case 3 -> "cast(" + expression(number(), depth - 1) + " as numeric(12, 3))";
      default ->
          "("
              + expression(Kind.DECIMAL, depth - 1)
              + pick(List.of(" + ", " - "))
              + column(Kind.DECIMAL)
              + ")";
    };
  }

  private String floating(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "floor(" + column(Kind.FLOATING) + ")";
      case 1 -> "sqrt(abs(" + column(number()) + "))";
      case 2 -> "cast(" + expression(Kind.INTEGER, depth - 1) + " as double precision)";
      default ->
          "("
              + expression(Kind.FLOATING, depth - 1)
              + pick(List.of(" + ", " - ", " * "))
              + column(Kind.FLOATING)
              + ")";
    };
  }

  private String text(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> "upper(" + expression(Kind.TEXT, depth - 1) + ")";
      case 1 ->
          "substring("
              + column(Kind.TEXT)
              + ", "
              + random.nextInt(0, 3)
              + ", "
              + random.nextInt(0, 3)
              + ")";
      case 2 -> "trim(" + column(Kind.TEXT) + ")";
      case 3 -> "replace(" + column(Kind.TEXT) + ", 'a', 'xy')";
      case 4 ->
          "cast("
              + expression(pick(List.of(Kind.INTEGER, Kind.DECIMAL, Kind.DATE)), depth - 1)
              + " as varchar(40))";
      case 5 -> "lpad(" + column(Kind.TEXT) + ", 3, '*')";
      default -> "(" + column(Kind.TEXT) + " || " + expression(Kind.TEXT, depth - 1) + ")";
    };
  }

  /** A condition. */
  String condition(int depth) {
    if (depth <= 0) {
      return random.nextInt(4) == 0 ? column(Kind.TRUTH) : comparison(0);
    }
    return switch (random.nextInt(12)) {
      case 0 -> "not (" + condition(depth - 1) + ")";
      case 1, 2 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 3, 4 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 5 -> notConstant(kind(), depth - 1) + pick(List.of(" is null", " is not null"));
      case 6 ->
          "("
              + condition(depth - 1)
              + ")"
              + pick(List.of(" is true", " is not false", " is unknown"));
      case 7 ->
          column(Kind.TEXT)
              + pick(List.of(" like ", " not like ", " ilike "))
              + pick(List.of("'a%'", "'%b'", "'_'", "'%a%b%'", "'a\\_b'"));
      case 8 -> in(depth);
      case 9 -> {
        Kind kind = kind();
        yield "("
            + column(kind)
            + pick(List.of(" between ", " not between "))
            + expression(kind, depth - 1)
            + " and "
            + literal(kind)
            + ")";
      }
      case 10 -> {
        Kind kind = kind();
        yield "("
            + column(kind)
            + pick(List.of(" is distinct from ", " is not distinct from "))
            + expression(kind, depth - 1)
            + ")";
      }
      default -> comparison(depth);
    };
  }

  private String in(int depth) {
    Kind kind = kind();
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      items.add(
          !items.isEmpty() && random.nextInt(5) == 0
              ? "null"
              : expression(kind, random.nextInt(depth)));
    }
    return "("
        + column(kind)
        + pick(List.of(" in (", " not in ("))
        + String.join(", ", items)
        + "))";
  }

  private String comparison(int depth) {
    Kind kind = kind();
    Kind other = kind.compareTo(Kind.FLOATING) <= 0 && random.nextInt(3) == 0 ? number() : kind;
    return "("
        + notConstant(kind, depth - 1)
        + pick(List.of(" = ", " <> ", " < ", " <= ", " > ", " >= ", " = "))
        + expression(other, depth - 1)
        + ")";
  }
}
