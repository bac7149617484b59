package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queries by us and by H2 on the same rows: values, types and failures must be the same, rows in
 * any order unless the query orders them. Where we differ on purpose, {@code dialect.sql} says why.
 */
class H2ComparisonTest {
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

  static boolean isOrdered(String query) {
    String lower = query.toLowerCase(Locale.ROOT);
    int last = lower.lastIndexOf("order by");
    return last >= 0 && lower.indexOf(')', last) < 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expressions",
        "casts",
        "functions",
        "temporal",
        "select",
        "joins",
        "groups",
        "subqueries",
        "sets",
        "order",
        "windows"
      })
  void answersAreThoseOfH2(String file) {
    List<String> differences = new ArrayList<>();
    for (QueryFile.Entry entry : QueryFile.read(file)) {
      String query = entry.query();
      Outcome ours = Outcome.of(query, CATALOG);
      String difference = Outcome.difference(ours, h2.run(query), isOrdered(query));
      if (difference != null) {
        differences.add(query + "\n  " + difference);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void answersOfTheDialectAreThoseWrittenDown() {
    List<String> differences = new ArrayList<>();
    for (QueryFile.Entry entry : QueryFile.read("dialect")) {
      String found = Outcome.of(entry.query(), CATALOG).text(isOrdered(entry.query()));
      if (!found.equals(entry.answer())) {
        differences.add(entry.query() + "\n  found  " + found + "\n  wanted " + entry.answer());
      }
    }
    assertThat(differences).isEmpty();
  }
}
