package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.error.SqlFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries beside writers, some of them in another JVM. */
class OtherProcessTest {
  static final long KEYS = 20;

  private static final String VALUES = "SELECT value FROM rounds ORDER BY key";

  private final DatabaseKit kit = new DatabaseKit();

  @AfterEach
  void close() {
    kit.close();
  }

  /** The writer goes through the keys in order, so that no key is ahead of one before it. */
  @Test
  void viewIsOneVersionOfWhatAnotherProcessWrites() {
    Cache<Long, Long> cache = kit.cache("rounds", Long.class, Long.class);
    for (long key = 0; key < KEYS; key++) {
      cache.put(key, 0L);
    }
    try (SpaceChild child = SpaceChild.start(kit.directory())) {
      child.send("rounds rounds 500");
      int views = 0;
      long last = 0;
      while (last < 500) {
        try (CacheView view = kit.database().openView()) {
          List<List<@Nullable Object>> seen = kit.rows(view, VALUES);
          assertThat(seen).hasSize((int) KEYS);
          for (int i = 1; i < seen.size(); i++) {
            assertThat(number(seen, i)).isBetween(number(seen, 0) - 1, number(seen, i - 1));
          }
          assertThat(kit.rows(view, VALUES)).as("again in view %d", views).isEqualTo(seen);
          assertThat(number(seen, 0)).isGreaterThanOrEqualTo(last);
          last = number(seen, (int) KEYS - 1);
          views++;
        } catch (SqlFailure e) {
          assertThat(e.sqlState()).isEqualTo("40001");
        }
      }
      child.expectDone();
      assertThat(views).isPositive();
    }
    assertThat(kit.rows("SELECT * FROM sys.snapshots")).isEmpty();
  }

  @Test
  void cacheThatAnotherProcessDestroysIsReadToTheEnd() {
    Cache<Long, Long> cache = kit.cache("rounds", Long.class, Long.class);
    for (long key = 0; key < 1000; key++) {
      cache.put(key, key);
    }
    try (SpaceChild child = SpaceChild.start(kit.directory());
        CacheView view = kit.database().openView();
        TableCursor cursor = kit.table("rounds").scan(view, DatabaseKit.bits(0, 1))) {
      long sum = 0;
      for (int i = 0; i < 1000; i++) {
        assertThat(cursor.next()).isTrue();
        sum += number(cursor.get(1));
        if (i == 500) {
          child.run("destroy rounds");
        }
      }
      assertThat(cursor.next()).isFalse();
      assertThat(sum).isEqualTo(499_500);
    }
    assertThat(kit.database().catalog().tableNames("CACHES")).isEmpty();
  }

  @Test
  void snapshotOfAKilledReaderHoldsNothingBack() {
    Cache<Long, Long> cache = kit.cache("rounds", Long.class, Long.class);
    cache.put(0L, 0L);
    try (SpaceChild child = SpaceChild.start(kit.directory())) {
      child.run("pin rounds");
      assertThat(kit.rows("SELECT pid, alive FROM sys.snapshots"))
          .containsExactly(List.of(child.pid(), true));
      for (long i = 0; i < 100; i++) {
        cache.put(0L, i);
      }
      assertThat(retained()).isPositive();
      child.kill();
      assertThat(kit.rows("SELECT DISTINCT alive FROM sys.snapshots"))
          .isIn(List.of(), List.of(List.of(false)));
      for (int turn = 0; turn < 100 && retained() != 0; turn++) {
        for (long i = 0; i < 1_000; i++) {
          cache.put(0L, i);
        }
      }
      assertThat(retained()).isZero();
      assertThat(kit.rows("SELECT * FROM sys.snapshots")).isEmpty();
    }
  }

  /** A cache that grows between the rows of scans until it must evict. */
  @Test
  void cacheThatGrowsAndEvictsShowsItsVersionOrSaysThatItIsTooOld() {
    Cache<Long, byte[]> cache = kit.cache("bytes", Long.class, byte[].class);
    Random random = new Random(3);
    for (long key = 0; key < 2_000; key++) {
      cache.put(key, bytes(key, random.nextInt(2_000)));
    }
    int right = 0;
    for (int i = 0; i < 20; i++) {
      try (CacheView view = kit.database().openView();
          TableCursor cursor = kit.table("bytes").scan(view, DatabaseKit.bits(0, 1))) {
        long size = number(kit.rows(view, "SELECT count(*) FROM bytes"), 0);
        List<Long> keys = new ArrayList<>();
        while (cursor.next()) {
          long key = number(cursor.get(0));
          keys.add(key);
          assertThat(isAll((byte) key, cursor.get(1))).isTrue();
          if (keys.size() % 10 == 0) {
            long other = random.nextInt(9_000);
            cache.put(other, bytes(other, random.nextInt(2_000)));
          }
        }
        assertThat(keys).doesNotHaveDuplicates().hasSize((int) size);
        right++;
      } catch (SqlFailure e) {
        assertThat(e.sqlState()).isEqualTo("40001");
      }
    }
    assertThat(right).isPositive();
    assertThat(number(kit.value("SELECT evictions FROM segments WHERE name = 'bytes'")))
        .isPositive();
  }

  private long retained() {
    return number(kit.value("SELECT retained_bytes FROM segments WHERE name = 'rounds'"));
  }

  private static byte[] bytes(long key, int more) {
    byte[] bytes = new byte[1 + more];
    Arrays.fill(bytes, (byte) key);
    return bytes;
  }

  private static boolean isAll(byte expected, @Nullable Object value) {
    boolean isAll = value instanceof byte[];
    if (value instanceof byte[] bytes) {
      for (byte b : bytes) {
        isAll &= b == expected;
      }
    }
    return isAll;
  }

  private static long number(List<List<@Nullable Object>> rows, int index) {
    return number(rows.get(index).getFirst());
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new AssertionError("no number: " + value);
  }
}
