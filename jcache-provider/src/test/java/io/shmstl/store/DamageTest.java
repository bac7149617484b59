package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.map.VersionCursor;
import io.shmstl.segment.Segment;
import io.shmstl.segment.ShmException;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.testing.Extent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cache whose memory was damaged answers with a miss, a right value or a clear error, soon: never
 * with a wrong value, an unforeseen exception or not at all.
 *
 * <p>Every build damages one byte in {@value #ONE_IN}, and many bytes 300 times; {@code
 * -Dflips=all} each byte in turn, and many bytes 100,000 times.
 */
class DamageTest {
  private static final int ONE_IN = 64;
  private static final long SEED = 20_262;
  private static final String CACHE = "damaged";
  private static final int CAPACITY = 1 << 20;
  private static final int KEYS = 700;
  private static final Extent EXTENT = Extent.of("shmstl.flips");
  private static final int STEP = EXTENT.of(ONE_IN, ONE_IN / 8, 1);
  private static final int DAMAGES = EXTENT.of(300, 3_000, 100_000);

  private static final StoreOptions IMPATIENT =
      new StoreOptions(
          Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMinutes(1), false);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EntryCopy copy = new EntryCopy();
  private final byte[][] values = new byte[KEYS][];

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void aDamagedByteIsAMissARightValueOrAClearError(@TempDir Path directory) {
    Random random = new Random(SEED);
    try (Space space = Space.open(directory, IMPATIENT);
        StoreKit kit = StoreKit.over(space, CACHE, CAPACITY)) {
      fill(kit);
      try (Segment other = StoreKit.map(space, kit.store())) {
        MemorySegment memory = other.memory();
        byte[] sound = memory.toArray(ValueLayout.JAVA_BYTE);
        for (int start = 0; start < CAPACITY; start += STEP) {
          int at = start + random.nextInt(STEP);
          byte damaged = (byte) (sound[at] ^ 1 + random.nextInt(255));
          memory.set(ValueLayout.JAVA_BYTE, at, damaged);
          use(kit, "seed %d: byte %d is %d, was %d".formatted(SEED, at, damaged, sound[at]));
          MemorySegment.copy(sound, 0, memory, ValueLayout.JAVA_BYTE, 0, sound.length);
        }
        assertThat(kit.store().check()).isEmpty();
        for (int i = 0; i < KEYS; i++) {
          assertThat(kit.get(key(i))).isEqualTo(values[i]);
        }
      }
    }
  }

  /**
   * Damage of many bytes: noise, zeros, and words that stand elsewhere, which makes references that
   * lead to the wrong things, and lists that are rings.
   */
  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void damageOfManyBytesIsAMissARightValueOrAClearError(@TempDir Path directory) {
    Random random = new Random(SEED + 1);
    try (Space space = Space.open(directory, IMPATIENT);
        StoreKit kit = StoreKit.over(space, CACHE, CAPACITY)) {
      fill(kit);
      try (Segment other = StoreKit.map(space, kit.store());
          Snapshot snapshot = kit.store().snapshot()) {
        // Something is retired, so that its queue can be damaged too.
        kit.put(key(1), values[1]);
        kit.remove("removed");
        MemorySegment memory = other.memory();
        byte[] sound = memory.toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i < DAMAGES; i++) {
          Damage damage = Damage.random(random, sound);
          damage.inflict(memory);
          String as = "seed %d, number %d: %s".formatted(SEED + 1, i, damage);
          use(kit, as);
          survive(as, () -> scan(snapshot, as));
          MemorySegment.copy(sound, 0, memory, ValueLayout.JAVA_BYTE, 0, sound.length);
        }
        assertThat(kit.store().check()).isEmpty();
      }
    }
  }

  /** Everything a user can do with a cache; each part on its own, whatever the others came to. */
  private void use(StoreKit kit, String as) {
    long startedNanos = System.nanoTime();
    survive(as, () -> readAll(kit, as));
    survive(as, () -> walk(kit, as));
    survive(as, () -> scan(kit, as));
    survive(as, () -> kit.put(key(3), values[3]));
    survive(as, () -> kit.put("another", new byte[2_000]));
    survive(as, () -> kit.remove(key(5)));
    survive(as, () -> kit.store().check());
    survive(as, () -> kit.store().figures());
    survive(as, () -> readAll(kit, as));
    assertThat(System.nanoTime() - startedNanos).as(as).isLessThan(9 * MOST_NANOS);
  }

  private static void survive(String as, Runnable act) {
    try {
      act.run();
    } catch (ShmException | IllegalStateException e) {
      assertThat(e.getMessage()).as(as).isNotBlank();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | InternalError e) {
      throw new AssertionError(as, e);
    }
  }

  private void readAll(StoreKit kit, String as) {
    for (int i = 0; i < KEYS; i++) {
      byte[] value = kit.get(key(i));
      if (value != null) {
        requireRight(i, value, as);
      }
    }
  }

  private void walk(StoreKit kit, String as) {
    EntryCursor cursor = kit.store().entries();
    for (int left = 10 * KEYS; cursor.next(copy); left--) {
      requireRight(as, left);
    }
  }

  private void scan(StoreKit kit, String as) {
    try (Snapshot snapshot = kit.store().snapshot()) {
      scan(snapshot, as);
    }
  }

  private void scan(Snapshot snapshot, String as) {
    VersionCursor cursor = snapshot.entries();
    for (int left = 10 * KEYS; cursor.next(copy); left--) {
      requireRight(as, left);
    }
  }

  private void requireRight(String as, int left) {
    String key = new String(copy.key(), StandardCharsets.UTF_8);
    if (key.startsWith("key-")) {
      requireRight(Integer.parseInt(key.substring(4)), copy.value(), as);
    } else {
      assertThat(key).as(as).isEqualTo("another");
    }
    if (left == 0) {
      fail("%s: a walk over %d entries does not end", as, KEYS);
    }
  }

  private void requireRight(int i, byte[] value, String as) {
    if (!Arrays.equals(value, values[i])) {
      fail("%s: wrong value of %s", as, key(i));
    }
  }

  private void fill(StoreKit kit) {
    for (int i = 0; i < KEYS; i++) {
      values[i] = new byte[200 + i * 37 % 1_500];
      new Random(i).nextBytes(values[i]);
      kit.put(key(i), values[i], i % 7 == 0 ? Long.MAX_VALUE - 1 : Long.MAX_VALUE);
    }
    for (int i = 0; i < KEYS; i += 13) {
      kit.remove(key(i));
      kit.put(key(i), values[i]);
    }
    assertThat(kit.store().figures().map().evictions()).isZero();
  }

  private static String key(int i) {
    return "key-" + i;
  }
}
