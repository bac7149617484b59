package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random queries by us and by H2. A failing one is found again by its seed: {@code
 * -Dshmstl.sql.seed=... -Dshmstl.sql.queries=...} runs others, and more.
 */
class GeneratedQueriesTest {
  private static final long SEED = Long.getLong("shmstl.sql.seed", 2607);
  private static final int QUERIES = Integer.getInteger("shmstl.sql.queries", 1500);

  /** The least part of the queries that must have rows, of all. */
  private static final double LEAST_WITH_ROWS = 0.5;

  @Test
  void answersAreThoseOfH2() throws Exception {
    MemoryCatalog catalog = RandomTables.catalog(SEED);
    QueryGenerator generator = new QueryGenerator(SEED);
    List<String> differences = new ArrayList<>();
    int withRows = 0;
    int failed = 0;
    try (H2Oracle h2 = new H2Oracle(catalog)) {
      for (int i = 0; i < QUERIES; i++) {
        String query = generator.query();
        Outcome ours = Outcome.of(query, catalog);
        Outcome theirs = h2.run(query);
        withRows += ours.rows().isEmpty() ? 0 : 1;
        if (isDataError(ours) || isDataError(theirs)) {
          failed++; // which rows are computed at all depends on the plan
          continue;
        }
        String difference = Outcome.difference(ours, theirs, H2ComparisonTest.isOrdered(query));
        if (difference != null) {
          differences.add("seed " + SEED + ", query " + i + ": " + query + "\n  " + difference);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(withRows).isGreaterThan((int) (QUERIES * LEAST_WITH_ROWS));
    assertThat(failed).isLessThan(QUERIES / 50);
  }

  private static boolean isDataError(Outcome outcome) {
    return outcome.sqlState().startsWith("22");
  }
}
