package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each operation on each pair of types that go together, and each cast, on ordinary and on extreme
 * values: as H2 does it.
 */
class TypePairsTest {
  private static final List<List<String>> FAMILIES =
      List.of(
          List.of("ID", "TI", "SI", "I", "B", "N", "R", "D", "F"),
          List.of("S", "H"),
          List.of("DA", "TS", "ZS"),
          List.of("TM", "TZ"),
          List.of("T"),
          List.of("U"),
          List.of("X"));

  private static final List<String> ARITHMETIC =
      List.of("%s + %s", "%s - %s", "%s * %s", "%s / %s", "mod(%s, %s)");
  private static final List<String> COMPARISONS =
      List.of(
          "%s = %s",
          "%s < %s",
          "%s is distinct from %s",
          "coalesce(%s, %s)",
          "case when id = 1 then %s else %s end",
          "greatest(%s, %s)",
          "nullif(%s, %s)",
          "%s in (select %s from kinds)",
          "%s || %s");
  private static final List<String> TYPES =
      List.of(
          "tinyint",
          "smallint",
          "int",
          "bigint",
          "numeric(10,2)",
          "numeric(38,5)",
          "real",
          "double precision",
          "decfloat",
          "decfloat(5)",
          "varchar",
          "varchar(3)",
          "char(4)",
          "boolean",
          "date",
          "time(3)",
          "time with time zone",
          "timestamp",
          "timestamp(2)",
          "timestamp with time zone",
          "uuid");

  private static final MemoryCatalog CATALOG = SampleTables.catalog();
  private static H2Oracle h2;

  @BeforeAll
  static void open() throws SQLException {
    h2 = new H2Oracle(CATALOG);
  }

  @AfterAll
  static void close() throws SQLException {
    h2.close();
  }

  private static void compare(List<String> queries) {
    List<String> differences = new ArrayList<>();
    for (String query : queries) {
      String difference = Outcome.difference(Outcome.of(query, CATALOG), h2.run(query), false);
      if (difference != null) {
        differences.add(query + "\n  " + difference);
      }
    }
    assertThat(queries).isNotEmpty();
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id in (1, 2, 5, 6)", "id = 3", "id = 4"})
  void operationsOnPairsOfTypes(String rows) {
    List<String> queries = new ArrayList<>();
    for (List<String> family : FAMILIES) {
      for (String left : family) {
        for (String right : family) {
          List<String> operations = new ArrayList<>(COMPARISONS);
          if (family.contains("I")) {
            operations.addAll(ARITHMETIC);
          } else if (family.contains("DA")) {
            operations.add("%s - %s");
          }
          for (String operation : operations) {
            String both = operation.formatted(left, right);
            queries.add("select id, " + both + " from kinds where " + rows);
          }
          queries.add(
              "select a.id, b.id from kinds a join kinds b on a.%s = b.%s where a.%s"
                  .formatted(left, right, rows));
          queries.add(
              "select %s from kinds where %s union select %s from kinds"
                  .formatted(left, rows, right));
        }
      }
    }
    compare(queries);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id in (1, 2, 5, 6)", "id = 3", "id = 4"})
  void castsFromEachTypeToEach(String rows) {
    List<String> queries = new ArrayList<>();
    for (List<String> family : FAMILIES) {
      for (String column : family) {
        for (String type : TYPES) {
          // a time of day becomes a timestamp of today, which may end between the two
          boolean isOfToday = family.contains("TM") && type.startsWith("timestamp");
          boolean isBytesAsNumber = family.contains("X") && type.endsWith("int");
          if (!isOfToday && !isBytesAsNumber) {
            queries.add(
                "select id, cast(%s as %s) from kinds where %s".formatted(column, type, rows));
          }
        }
      }
    }
    compare(queries);
  }
}
