package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.sql.Query;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.error.SqlFailure;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code COUNT(*)} says, with a pin and without. */
class RowCountTest {
  private static final String COUNT = "SELECT COUNT(*) FROM names";
  private static final String PINS = "SELECT COUNT(*) FROM sys.snapshots";

  private final DatabaseKit kit = new DatabaseKit();

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void oneTableIsCountedWithoutAPin() {
    Cache<Long, String> cache = filled(3);
    try (CacheView view = kit.database().openView(true)) {
      assertThat(kit.rows(view, COUNT)).containsExactly(List.of(3L));
      assertThat(kit.value(PINS)).isEqualTo(0L);
      cache.put(7L, "another");
      assertThat(kit.rows(view, COUNT)).containsExactly(List.of(3L));
    }
    assertThat(kit.value(COUNT)).isEqualTo(4L);
  }

  @Test
  void viewOfSeveralTablesCountsWhatItPins() {
    Cache<Long, String> cache = filled(3);
    try (CacheView view = kit.database().openView(false)) {
      assertThat(kit.rows(view, COUNT)).containsExactly(List.of(3L));
      assertThat(kit.value(PINS)).isEqualTo(1L);
      cache.put(7L, "another");
      assertThat(kit.rows(view, "SELECT value FROM names")).hasSize(3);
      assertThat(kit.rows(view, COUNT)).containsExactly(List.of(3L));
    }
  }

  @Test
  void viewThatWasScannedCountsWhatItPinned() {
    Cache<Long, String> cache = filled(3);
    try (CacheView view = kit.database().openView(true)) {
      assertThat(kit.rows(view, "SELECT value FROM names")).hasSize(3);
      cache.put(7L, "another");
      assertThat(kit.rows(view, COUNT)).containsExactly(List.of(3L));
    }
  }

  @Test
  void onlyAStatementThatNamesOneTableOnceIsOfOneTable() {
    filled(1);
    kit.cache("others", Long.class, String.class);
    assertThat(isOfOneTable(COUNT)).isTrue();
    assertThat(isOfOneTable("SELECT value FROM names WHERE key = ?")).isTrue();
    assertThat(isOfOneTable("WITH n AS (SELECT COUNT(*) c FROM names) SELECT * FROM n, n m"))
        .isTrue();
    assertThat(isOfOneTable("SELECT 1")).isFalse();
    assertThat(isOfOneTable("SELECT COUNT(*) FROM names a, names b")).isFalse();
    assertThat(isOfOneTable("SELECT COUNT(*), (SELECT MAX(key) FROM names) FROM names")).isFalse();
    assertThat(isOfOneTable(COUNT + " UNION ALL SELECT COUNT(*) FROM others")).isFalse();
  }

  @Test
  void partsOfAStatementCountTheSameVersion() throws Exception {
    Cache<Long, String> cache = filled(100);
    whileWriting(
        i -> {
          cache.put(1_000L, "comes");
          cache.remove(1_000L);
        },
        () -> {
          for (int i = 0; i < 300; i++) {
            List<List<Object>> rows =
                List.copyOf(
                    castRows(
                        "SELECT COUNT(*), (SELECT COUNT(*) FROM names), (SELECT COUNT(value) FROM"
                            + " names) FROM names"));
            assertThat(rows.getFirst()).containsOnly(rows.getFirst().getFirst());
          }
        });
  }

  @Test
  void numberIsOfOneVersionWhateverWritersReplace() throws Exception {
    Cache<Long, String> cache = filled(500);
    whileWriting(
        i -> cache.put(i % 500L, "v" + i),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            try (CacheView view = kit.database().openView(true)) {
              assertThat(kit.table("names").rowCount(view)).isIn(500L, Table.UNKNOWN);
            }
          }
        });
    try (CacheView view = kit.database().openView(true)) {
      assertThat(kit.table("names").rowCount(view)).isEqualTo(500);
    }
  }

  @Test
  void expiredEntriesAreNotCounted() {
    Cache<Long, String> cache =
        kit.manager()
            .createCache(
                "names",
                new ShmConfiguration<Long, String>()
                    .setTypes(Long.class, String.class)
                    .setCapacityBytes(DatabaseKit.CAPACITY)
                    .setExpiryPolicyFactory(
                        CreatedExpiryPolicy.factoryOf(
                            new Duration(TimeUnit.MILLISECONDS, 100_000))));
    cache.put(1L, "one");
    try (CacheView view = kit.database().openView(true)) {
      assertThat(kit.table("names").rowCount(view)).isEqualTo(Table.UNKNOWN);
      assertThat(kit.rows(view, COUNT)).containsExactly(List.of(1L));
    }
  }

  @Test
  void cacheMadeAgainIsCountedAnew() {
    filled(3);
    Table table = kit.table("names");
    kit.manager().destroyCache("names");
    try (CacheView view = kit.database().openView(true)) {
      assertThatThrownBy(() -> table.rowCount(view))
          .isInstanceOf(SqlFailure.class)
          .extracting("sqlState")
          .isEqualTo("42S02");
    }
    filled(2);
    try (CacheView view = kit.database().openView(true)) {
      assertThat(table.rowCount(view)).isEqualTo(2);
    }
    kit.manager().destroyCache("names");
    kit.cache("names", String.class, String.class).put("k", "other types");
    try (CacheView view = kit.database().openView(true)) {
      assertThatThrownBy(() -> table.rowCount(view))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("names");
    }
    assertThat(kit.value(COUNT)).isEqualTo(1L);
  }

  @Test
  void closedViewCountsNothing() {
    filled(3);
    Table table = kit.table("names");
    CacheView view = kit.database().openView(true);
    view.close();
    assertThatThrownBy(() -> table.rowCount(view))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("closed");
  }

  private Cache<Long, String> filled(int entries) {
    Cache<Long, String> cache = kit.cache("names", Long.class, String.class);
    for (long i = 0; i < entries; i++) {
      cache.put(i, "n" + i);
    }
    return cache;
  }

  private boolean isOfOneTable(String sql) {
    return Query.prepare(sql, kit.database().catalog()).isOfOneTable();
  }

  @SuppressWarnings("unchecked") // no column is null
  private List<List<Object>> castRows(String sql) {
    return (List<List<Object>>) (List<?>) kit.rows(sql);
  }

  /** One write after the other in another thread, as long as a reader reads. */
  private static void whileWriting(java.util.function.IntConsumer write, Runnable reader)
      throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          threads.submit(() -> {
            for (int i = 0; !isOver.get(); i++) {
              write.accept(i);
            }
          });
      try {
        reader.run();
      } finally {
        isOver.set(true);
        writer.get(1, TimeUnit.MINUTES);
      }
    }
  }
}
