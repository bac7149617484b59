package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.store.Batch;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a view sees while caches change, and how it ends. */
class CacheViewTest {
  private final DatabaseKit kit = new DatabaseKit();

  @TempDir Path elsewhere;

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void viewSeesTheVersionOfItsFirstTouch() {
    Cache<Long, String> cache = kit.cache("names", Long.class, String.class);
    cache.put(1L, "before");
    try (CacheView view = kit.database().openView()) {
      cache.put(1L, "touched");
      assertThat(kit.rows(view, "SELECT value FROM names")).containsExactly(List.of("touched"));
      cache.put(1L, "after");
      cache.put(2L, "new");
      assertThat(kit.rows(view, "SELECT value FROM names")).containsExactly(List.of("touched"));
      assertThat(kit.rows(view, "SELECT value FROM names WHERE key = 1"))
          .containsExactly(List.of("touched"));
      assertThat(kit.rows(view, "SELECT value FROM names WHERE key = 2")).isEmpty();
    }
    assertThat(kit.rows("SELECT value FROM names ORDER BY 1"))
        .containsExactly(List.of("after"), List.of("new"));
  }

  @Test
  void keyIsLookedUp() {
    Cache<Integer, String> cache = kit.cache("names", Integer.class, String.class);
    for (int i = 0; i < 1000; i++) {
      cache.put(i, "n" + i);
    }
    assertThat(kit.rows("EXPLAIN SELECT value FROM names WHERE key = 500").toString())
        .contains("look up a key");
    assertThat(kit.value("SELECT value FROM names WHERE key = 500")).isEqualTo("n500");
    assertThat(kit.value("SELECT value FROM names WHERE key = ?", 501L)).isEqualTo("n501");
    assertThat(kit.rows("SELECT value FROM names WHERE key = 5000000000")).isEmpty();
    assertThat(kit.rows("SELECT value FROM names WHERE key = 1.5")).isEmpty();
  }

  @Test
  void keysOfAListAreLookedUpOnceEach() {
    Cache<Integer, String> cache = kit.cache("names", Integer.class, String.class);
    for (int i = 0; i < 1000; i++) {
      cache.put(i, "n" + i);
    }
    String sql = "SELECT value FROM names WHERE key IN (7, 500, 7, NULL, 5000000000, -1)";
    assertThat(kit.rows("EXPLAIN " + sql).toString()).contains("look up 6 keys");
    assertThat(kit.rows(sql)).containsExactlyInAnyOrder(List.of("n7"), List.of("n500"));
    assertThat(kit.rows(sql + " AND value > 'n6'")).containsExactly(List.of("n7"));
    assertThat(kit.rows("SELECT value FROM names WHERE key IN (?, 3) AND key IN (?, 4)", 4L, 3L))
        .containsExactlyInAnyOrder(List.of("n3"), List.of("n4"));
    for (String scanned : List.of("key NOT IN (1, 2)", "key IN (1, 2.5)", "key IN (1, 2 + key)")) {
      assertThat(kit.rows("EXPLAIN SELECT value FROM names WHERE " + scanned).toString())
          .contains("scan ");
    }
    assertThat(kit.rows("SELECT value FROM names WHERE key NOT IN (1, 2)")).hasSize(998);
    assertThat(kit.rows("SELECT value FROM names WHERE key IN (1, 2.5)")).hasSize(1);
  }

  @Test
  void numberThatSeveralKeysAreEqualToIsNotLookedUp() {
    Cache<BigDecimal, String> decimals = kit.cache("decimals", BigDecimal.class, String.class);
    decimals.put(new BigDecimal("1.0"), "a");
    decimals.put(new BigDecimal("1.00"), "b");
    assertThat(kit.rows("SELECT value FROM decimals WHERE key = 1"))
        .containsExactlyInAnyOrder(List.of("a"), List.of("b"));
  }

  @Test
  void floatingPointKeysAreLookedUpBothZerosAsOne() {
    Cache<Double, String> doubles = kit.cache("doubles", Double.class, String.class);
    for (double key : new double[] {0.0, -0.0, 1.5, -1.5, Double.NaN, Double.MIN_VALUE}) {
      doubles.put(key, String.valueOf(key));
    }
    String one = "SELECT value FROM doubles WHERE key = ?";
    assertThat(kit.rows("EXPLAIN " + one, 1.5).toString()).contains("look up a key");
    assertThat(kit.value(one, 1.5)).isEqualTo("1.5");
    assertThat(kit.value(one, Double.NaN)).isEqualTo("NaN");
    assertThat(kit.value(one, Double.MIN_VALUE)).isEqualTo("4.9E-324");
    assertThat(kit.rows(one, 2.5)).isEmpty();
    for (double zero : new double[] {0.0, -0.0}) {
      assertThat(kit.rows(one, zero)).containsExactlyInAnyOrder(List.of("0.0"), List.of("-0.0"));
    }
    String several = "SELECT value FROM doubles WHERE key IN (?, ?, 0)";
    assertThat(kit.rows("EXPLAIN " + several, 0.0, -0.0).toString()).contains("look up 3 keys");
    assertThat(kit.rows(several, 0.0, -0.0))
        .containsExactlyInAnyOrder(List.of("0.0"), List.of("-0.0"));
    Cache<Float, String> floats = kit.cache("floats", Float.class, String.class);
    floats.put(-0.0f, "zero");
    assertThat(kit.value("SELECT value FROM floats WHERE key = ?", 0.0f)).isEqualTo("zero");
  }

  @Test
  void wholeNumbersOfAnyLengthAreLookedUp() {
    Cache<BigInteger, String> cache = kit.cache("whole", BigInteger.class, String.class);
    BigInteger large = BigInteger.TEN.pow(40);
    cache.put(large, "large");
    cache.put(BigInteger.TWO, "two");
    assertThat(kit.rows("EXPLAIN SELECT value FROM whole WHERE key = 2").toString())
        .contains("look up a key");
    assertThat(kit.value("SELECT value FROM whole WHERE key = 2")).isEqualTo("two");
    assertThat(kit.value("SELECT value FROM whole WHERE key = ?", new BigDecimal(large)))
        .isEqualTo("large");
    assertThat(kit.value("SELECT value FROM whole WHERE key = 2.0")).isEqualTo("two");
    assertThat(kit.rows("SELECT value FROM whole WHERE key = 2.5")).isEmpty();
    assertThat(kit.rows("SELECT value FROM whole WHERE key = ?", new BigDecimal("1e9999999")))
        .isEmpty();
  }

  @Test
  void destroyedCacheIsReadToTheEndByWhoHasIt() {
    Cache<Long, String> cache = kit.cache("names", Long.class, String.class);
    cache.put(1L, "one");
    try (CacheView view = kit.database().openView()) {
      assertThat(kit.rows(view, "SELECT value FROM names")).hasSize(1);
      Table table = kit.table("names");
      kit.manager().destroyCache("names");
      try (TableCursor cursor = table.scan(view, new BitSet())) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
      }
      try (CacheView later = kit.database().openView()) {
        assertThatThrownBy(() -> table.scan(later, new BitSet()))
            .isInstanceOf(SqlFailure.class)
            .hasMessageContaining("destroyed")
            .extracting("sqlState")
            .isEqualTo("42S02");
      }
    }
    assertThatThrownBy(() -> kit.rows("SELECT value FROM names"))
        .isInstanceOf(SqlFailure.class)
        .extracting("sqlState")
        .isEqualTo("42S02");
  }

  @Test
  void cacheMadeAgainIsReadIfItHasTheSameTypes() {
    kit.cache("names", Long.class, String.class).put(1L, "one");
    Table table = kit.table("names");
    kit.manager().destroyCache("names");
    kit.cache("names", Long.class, String.class).put(2L, "two");
    try (CacheView view = kit.database().openView();
        TableCursor cursor = table.scan(view, DatabaseKit.bits(0, 1))) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.get(0)).isEqualTo(2L);
    }
    kit.manager().destroyCache("names");
    kit.cache("names", Long.class, Long.class).put(2L, 3L);
    try (CacheView view = kit.database().openView()) {
      assertThatThrownBy(() -> table.scan(view, DatabaseKit.bits(0)))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("other types");
    }
    assertThat(kit.rows("SELECT value FROM names")).containsExactly(List.of(3L));
  }

  @Test
  void cacheCreatedLaterIsThere() {
    assertThat(kit.database().catalog().tableNames("CACHES")).isEmpty();
    kit.cache("late", Long.class, String.class);
    assertThat(kit.database().catalog().tableNames("CACHES")).containsExactly("late");
    assertThat(kit.rows("SELECT * FROM late")).isEmpty();
  }

  @Test
  void componentOfALaterVersionIsSeenByTheNextStatement() {
    Cache<Object, Object> cache = kit.cache("any", Object.class, Object.class);
    cache.put(1, "text");
    assertThat(kit.columns("SELECT * FROM \"any\"")).hasSize(2);
    cache.put(2, new CacheColumnsTest.Address("London", 1));
    assertThat(kit.columns("SELECT * FROM \"any\"")).hasSize(4);
  }

  @Test
  void expiredEntriesAreNoRows() {
    Cache<Long, String> cache =
        kit.manager()
            .createCache(
                "short",
                new ShmConfiguration<Long, String>()
                    .setTypes(Long.class, String.class)
                    .setCapacityBytes(DatabaseKit.CAPACITY)
                    .setExpiryPolicyFactory(
                        CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MILLISECONDS, 1))));
    cache.put(1L, "gone");
    long until = System.currentTimeMillis() + 2;
    while (System.currentTimeMillis() <= until) {
      Thread.onSpinWait();
    }
    assertThat(kit.rows("SELECT * FROM \"short\"")).isEmpty();
    assertThat(kit.rows("SELECT * FROM \"short\" WHERE key = 1")).isEmpty();
  }

  @Test
  void snapshotThatGaveWayIsTooOld() {
    Cache<Long, byte[]> cache = kit.cache("bytes", Long.class, byte[].class);
    cache.put(1L, new byte[1000]);
    try (CacheView view = kit.database().openView()) {
      assertThat(kit.rows(view, "SELECT key FROM bytes")).hasSize(1);
      for (int i = 0; i < 2_000; i++) {
        cache.put(1L, new byte[1000]);
      }
      assertThatThrownBy(() -> kit.rows(view, "SELECT key FROM bytes"))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("too old")
          .extracting("sqlState")
          .isEqualTo("40001");
    }
  }

  @Test
  void placeWithoutASpaceIsRefusedAndStaysEmpty() {
    Path nowhere = elsewhere.resolve("none");
    assertThatThrownBy(() -> CacheDatabase.open(nowhere, true).close())
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining(nowhere.toString())
        .extracting("sqlState")
        .isEqualTo("08001");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void fileThatIsNoSegmentIsRefused() throws Exception {
    Files.write(elsewhere.resolve("system.seg"), new byte[100_000]);
    assertThatThrownBy(() -> CacheDatabase.open(elsewhere, true).close())
        .isInstanceOf(SqlFailure.class)
        .extracting("sqlState")
        .isIn("08006", "08004");
  }

  @Test
  void entryThatMakesNoSenseIsAnErrorOnlyWhereItIsDecoded() throws IOException {
    kit.cache("names", Long.class, String.class).put(1L, "one");
    byte[] key = {25, 4}; // a long of one byte: 2
    byte[] nonsense = {99, 1, 2};
    try (Space space = Space.attach(kit.directory(), StoreOptions.DEFAULT);
        CacheStore store = Objects.requireNonNull(space.find("names"));
        Batch batch = store.write()) {
      long hash = store.hash(key, 0, key.length);
      batch.put(key, key.length, hash, nonsense, 0, nonsense.length, 0, Long.MAX_VALUE);
    }
    assertThat(kit.rows("SELECT key FROM names ORDER BY 1"))
        .containsExactly(List.of(1L), List.of(2L));
    assertThat(kit.rows("SELECT value FROM names WHERE key = 1")).containsExactly(List.of("one"));
    assertThatThrownBy(() -> kit.rows("SELECT value FROM names"))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContainingAll("names", "unknown tag 99")
        .extracting("sqlState")
        .isEqualTo("XX001");
  }

  @Test
  void closedViewReadsNothing() {
    kit.cache("names", Long.class, String.class);
    CacheView view = kit.database().openView();
    view.close();
    view.close();
    assertThatThrownBy(() -> kit.rows(view, "SELECT * FROM names"))
        .isInstanceOf(SqlFailure.class)
        .extracting("sqlState")
        .isEqualTo("08003");
  }
}
