package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space tells of itself. */
class SystemTablesTest {
  record Address(String city, int zip) {}

  private final DatabaseKit kit = new DatabaseKit();

  @BeforeEach
  void fill() {
    Cache<Long, Address> cache = kit.cache("places", Long.class, Address.class);
    for (long i = 0; i < 100; i++) {
      cache.put(i, new Address("c" + i, (int) i));
    }
    for (long i = 0; i < 100; i += 3) {
      cache.remove(i);
    }
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void segmentsTellTheirSizeAndEntries() {
    assertThat(kit.rows("SELECT name, total, entries FROM sys.segments ORDER BY name"))
        .satisfiesExactly(
            row -> assertThat(row.getFirst()).isEqualTo("(system)"),
            row -> assertThat(row).isEqualTo(List.of("places", DatabaseKit.CAPACITY, 66L)));
    assertThat(kit.value("SELECT count(*) FROM segments WHERE used + free <= reserved"))
        .isEqualTo(2L);
  }

  @Test
  void segmentsTellWhatWasWaitedFor() {
    String waits =
        "SELECT key_lock_waits, key_lock_waited_nanos FROM segments WHERE name = 'places'";
    assertThat(kit.rows(waits)).containsExactly(List.of(0L, 0L));
    letSomebodyWaitForAKey();
    assertThat(kit.rows(waits))
        .satisfiesExactly(row -> {
          assertThat(row.getFirst()).isEqualTo(1L);
          assertThat((Long) row.getLast()).isPositive();
        });
    assertThat(kit.value("SELECT count(*) FROM segments WHERE lease_waits < 0")).isEqualTo(0L);
  }

  private void letSomebodyWaitForAKey() {
    Cache<Long, Address> places = kit.manager().getCache("places");
    Thread other = new Thread(() -> places.remove(1L));
    places.invoke(
        1L,
        (_, _) -> {
          other.start();
          while (other.isAlive() && other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          return null;
        });
    assertThatCode(() -> other.join(60_000)).doesNotThrowAnyException();
    assertThat(other.isAlive()).isFalse();
  }

  @Test
  void objectsAreThoseOfTheSystemMaps() {
    assertThat(kit.rows("SELECT segment, name FROM objects ORDER BY 1, 2"))
        .containsExactly(
            List.of("(system)", "caches"), List.of("places", "map"), List.of("places", "schema/1"));
    assertThat(kit.value("SELECT min(address) FROM objects")).isNotEqualTo(0L);
  }

  @Test
  void cachesAreThoseOfTheRegistry() {
    assertThat(kit.rows("SELECT name, capacity, key_type, value_type, expiry FROM sys.caches"))
        .containsExactly(
            List.of(
                "places",
                DatabaseKit.CAPACITY,
                "java.lang.Long",
                Address.class.getName(),
                "eternal"));
  }

  @Test
  void freeBlocksAddUpToWhatTheSegmentSays() {
    assertThat(
            kit.rows(
                """
                SELECT s.name FROM segments s
                JOIN (SELECT segment, count(*) AS n, sum(size) AS bytes FROM free_blocks
                      GROUP BY segment) f ON f.segment = s.name
                WHERE f.n = s.free_blocks AND f.bytes = s.free AND s.free_blocks > 0
                """))
        .contains(List.of("places"));
  }

  @Test
  void memberIsThisProcess() {
    assertThat(kit.rows("SELECT DISTINCT pid, alive FROM members"))
        .containsExactly(List.of(ProcessHandle.current().pid(), true));
  }

  @Test
  void snapshotsAreTheViewsThatAreOpen() {
    assertThat(kit.rows("SELECT * FROM snapshots")).isEmpty();
    try (CacheView view = kit.database().openView()) {
      kit.rows(view, "SELECT * FROM places LIMIT 1");
      assertThat(kit.rows("SELECT segment, pid, alive FROM snapshots"))
          .containsExactly(List.of("places", ProcessHandle.current().pid(), true));
    }
    assertThat(kit.rows("SELECT * FROM snapshots")).isEmpty();
  }

  @Test
  void columnsAreThoseOfAllTables() {
    assertThat(
            kit.rows(
                "SELECT column_name, data_type, is_nullable FROM sys.columns"
                    + " WHERE table_name = 'places' AND NOT is_hidden ORDER BY ordinal_position"))
        .containsExactly(
            List.of("KEY", "BIGINT", false),
            List.of("city", "CHARACTER VARYING", true),
            List.of("zip", "INTEGER", false));
    assertThat(
            kit.value("SELECT count(DISTINCT table_name) FROM columns WHERE table_schema = 'SYS'"))
        .isEqualTo(7L);
  }

  @Test
  void cachesSchemaIsLookedUpFirst() {
    kit.cache("MEMBERS", Long.class, String.class).put(1L, "mine");
    assertThat(kit.rows("SELECT value FROM members")).containsExactly(List.of("mine"));
    assertThat(kit.rows("SELECT pid FROM sys.members")).isNotEmpty();
  }
}
