package io.shmstl.sql;

import io.shmstl.sql.ExpressionGenerator.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random queries over {@link RandomTables}. Limits come with an order of all columns, so that each
 * query has one answer.
 */
final class QueryGenerator {
  private static final List<String> JOINS = List.of("join", "left join", "right join", "join");

  private final Random random;
  private int aliases;

  QueryGenerator(long seed) {
    this.random = new Random(seed);
  }

  String query() {
    aliases = 0;
    return switch (random.nextInt(8)) {
      case 0 -> setOperation();
      case 1 -> common();
      case 2 -> windows();
      case 3, 4 -> grouped();
      default -> ordered(plain(List.of(), kinds()), 1);
    };
  }

  private List<Kind> kinds() {
    ExpressionGenerator any = new ExpressionGenerator(random, List.of("X"));
    return IntStream.range(0, random.nextInt(1, 4)).mapToObj(_ -> any.kind()).toList();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  /** A FROM clause, with the names it gives. */
  private record From(String text, List<String> names) {}

  private From from() {
    List<String> names = new ArrayList<>();
    StringBuilder text = new StringBuilder(source(names));
    for (int more = random.nextInt(4) - 1; more > 0; more--) {
      if (chance(6)) {
        text.append(" cross join ").append(source(names));
      } else {
        text.append(' ').append(JOINS.get(random.nextInt(JOINS.size()))).append(' ');
        text.append(source(names)).append(" on ").append(on(names));
      }
    }
    return new From(text.toString(), names);
  }

  private String source(List<String> names) {
    String name = "T" + aliases++;
    names.add(name);
    String table = table();
    return chance(8)
        ? "(select * from " + table + " where " + condition(List.of(table), 1) + ") " + name
        : table + " " + name;
  }

  private String table() {
    return RandomTables.NAMES.get(chance(12) ? 3 : random.nextInt(3));
  }

  private String on(List<String> names) {
    String last = names.getLast();
    String other = names.get(random.nextInt(names.size() - 1));
    String column = List.of("I", "J", "B", "S", "DA", "N").get(random.nextInt(6));
    String equal = other + "." + column + " = " + last + "." + column;
    return switch (random.nextInt(5)) {
      case 0 -> condition(names, 1);
      case 1 -> equal + " and " + condition(names, 1);
      case 2 -> other + ".I = " + last + ".B";
      default -> equal;
    };
  }

  private String condition(List<String> names, int depth) {
    return new ExpressionGenerator(random, names).condition(depth);
  }

  /** SELECT ... FROM ... WHERE of some columns; outer names may be used in its conditions. */
  private String plain(List<String> outer, List<Kind> kinds) {
    From from = from();
    ExpressionGenerator expressions = new ExpressionGenerator(random, from.names);
    String list =
        IntStream.range(0, kinds.size())
            .mapToObj(i -> expressions.expression(kinds.get(i), 2) + " as C" + (i + 1))
            .collect(Collectors.joining(", "));
    List<String> all = new ArrayList<>(from.names);
    all.addAll(outer);
    return "select "
        + (chance(5) ? "distinct " : "")
        + list
        + " from "
        + from.text
        + (chance(3) ? "" : " where " + where(all, outer.isEmpty() ? 2 : 0));
  }

  private String where(List<String> names, int subqueries) {
    String condition = condition(names, random.nextInt(3));
    return subqueries > 0 && chance(3) ? condition + " and " + subquery(names) : condition;
  }

  /** A condition with a query inside that may look at the names around it. */
  private String subquery(List<String> names) {
    ExpressionGenerator outside = new ExpressionGenerator(random, names);
    String inner = "U" + aliases++;
    List<String> both = new ArrayList<>(names);
    both.add(inner);
    String table = table() + " " + inner;
    boolean isCorrelated = chance(2);
    String where = " where " + condition(isCorrelated ? both : List.of(inner), 1);
    Kind kind = outside.kind();
    String value = new ExpressionGenerator(random, List.of(inner)).expression(kind, 1);
    return switch (random.nextInt(5)) {
      case 0 -> (chance(2) ? "" : "not ") + "exists (select 1 from " + table + where + ")";
      case 1 ->
          outside.column(kind)
              + (chance(2) ? " in" : " not in")
              + " (select "
              + value
              + " from "
              + table
              + where
              + ")";
      case 2 ->
          outside.column(Kind.INTEGER)
              + " >= (select count("
              + value
              + ") from "
              + table
              + where
              + ")";
      case 3 ->
          outside.column(kind)
              + (chance(2) ? " < any" : " >= all")
              + " (select "
              + value
              + " from "
              + table
              + where
              + ")";
      default ->
          outside.column(kind) + " <> (select max(" + value + ") from " + table + where + ")";
    };
  }

  private String ordered(String query, int limits) {
    if (limits == 0 || chance(2)) {
      return query;
    }
    int width = width(query);
    String order =
        IntStream.rangeClosed(1, width)
            .mapToObj(i ->
                i
                    + (chance(2) ? " desc" : "")
                    + (chance(3) ? " nulls last" : chance(3) ? " nulls first" : ""))
            .collect(Collectors.joining(", "));
    return query
        + " order by "
        + order
        + (chance(2) ? "" : " limit " + random.nextInt(1, 9))
        + (chance(6) ? " offset " + random.nextInt(4) : "");
  }

  private static int width(String query) {
    int width = 0;
    while (query.contains(" as C" + (width + 1))) {
      width++;
    }
    return width;
  }

  private String grouped() {
    From from = from();
    ExpressionGenerator expressions = new ExpressionGenerator(random, from.names);
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(expressions.expression(expressions.kind(), random.nextInt(2)));
    }
    keys.removeIf(key -> !key.contains("T"));
    List<String> list = new ArrayList<>(keys);
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      list.add(aggregate(expressions));
    }
    StringBuilder query = new StringBuilder("select ");
    for (int i = 0; i < list.size(); i++) {
      query.append(i == 0 ? "" : ", ").append(list.get(i)).append(" as C").append(i + 1);
    }
    query.append(" from ").append(from.text);
    if (chance(2)) {
      query.append(" where ").append(where(from.names, 1));
    }
    if (!keys.isEmpty()) {
      query.append(" group by ").append(String.join(", ", keys));
    }
    if (chance(3)) {
      query.append(" having ").append(aggregate(expressions)).append(" is not null");
    }
    return ordered(query.toString(), 1);
  }

  private String aggregate(ExpressionGenerator expressions) {
    Kind kind = expressions.kind();
    String filter = chance(6) ? " filter (where " + expressions.condition(1) + ")" : "";
    String distinct = chance(4) ? "distinct " : "";
    return switch (random.nextInt(8)) {
      case 0 -> "count(*)" + filter;
      case 1 -> "count(" + distinct + expressions.expression(kind, 1) + ")" + filter;
      case 2, 3 -> "sum(" + distinct + expressions.expression(Kind.INTEGER, 1) + ")" + filter;
      case 4 -> "avg(" + distinct + expressions.column(Kind.DECIMAL) + ")" + filter;
      case 5 -> {
        String text = expressions.column(Kind.TEXT);
        yield "string_agg(" + text + ", ',' order by " + text + ")";
      }
      case 6 -> "min(" + expressions.expression(kind, 1) + ")" + filter;
      default -> "max(" + expressions.expression(kind, 1) + ")" + filter;
    };
  }

  private String setOperation() {
    List<Kind> kinds = kinds();
    String operator = List.of("union", "union all", "except", "intersect").get(random.nextInt(4));
    String both = plain(List.of(), kinds) + " " + operator + " " + plain(List.of(), kinds);
    return ordered(both, 1);
  }

  private String common() {
    List<Kind> kinds = kinds();
    String with = "with W as (" + plain(List.of(), kinds) + ") select ";
    return switch (random.nextInt(3)) {
      case 0 -> with + "count(*), count(distinct C1), min(C1) from W";
      case 1 -> with + "A.C1 as x1, B.C1 as x2 from W A join W B on A.C1 = B.C1";
      default -> with + "C1, count(*) from W group by C1";
    };
  }

  private String windows() {
    From from = from();
    ExpressionGenerator expressions = new ExpressionGenerator(random, from.names);
    String partition = chance(2) ? "" : "partition by " + expressions.column(expressions.kind());
    String key =
        expressions.column(List.of(Kind.INTEGER, Kind.TEXT, Kind.DATE).get(random.nextInt(3)));
    String order =
        " order by " + key + (chance(2) ? " desc" : "") + (chance(3) ? " nulls last" : "");
    String frame =
        List.of(
                "",
                "",
                " range between current row and unbounded following",
                " groups between 1 preceding and 1 following",
                " groups between unbounded preceding and 1 following exclude current row",
                " range between unbounded preceding and unbounded following exclude ties")
            .get(random.nextInt(6));
    String over = " over (" + partition + order + ")";
    String framed = " over (" + partition + order + frame + ")";
    String number = expressions.column(Kind.INTEGER);
    String call =
        switch (random.nextInt(6)) {
          case 0 -> "rank()" + over;
          case 1 -> "dense_rank()" + over;
          case 2 -> "percent_rank()" + over;
          case 3 -> "sum(" + number + ")" + framed;
          case 4 -> "count(" + expressions.expression(expressions.kind(), 1) + ")" + framed;
          default -> "max(" + expressions.column(expressions.kind()) + ")" + framed;
        };
    return ordered(
        "select "
            + expressions.column(expressions.kind())
            + " as C1, "
            + key
            + " as C2, "
            + call
            + " as C3 from "
            + from.text
            + (chance(2) ? "" : " where " + condition(from.names, 2)),
        1);
  }
}
