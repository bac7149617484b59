package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.segment.ShmException;
import io.shmstl.sync.DeadSpace;
import io.shmstl.testing.Extent;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A space whose system segment was damaged while nobody used it: its caches are found with right
 * values, or are gone, or there is a clear error, soon. {@code -Dflips=all} damages more bytes.
 */
class DamagedSystemTest {
  private static final long SEED = 20_263;
  private static final Extent EXTENT = Extent.of("shmstl.flips");
  private static final int FLIPS = EXTENT.of(600, 5_000, 50_000);
  private static final int LIVE_DAMAGES = EXTENT.of(80, 1_500, 20_000);
  private static final long CAPACITY = 1 << 20;
  private static final List<String> CACHES = List.of("one", "another");
  private static final StoreOptions IMPATIENT =
      new StoreOptions(
          Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMinutes(1), false);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private Path directory = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory(Path.of("/dev/shm"), "shmstl-test-");
  }

  @AfterEach
  void deleteDirectory() {
    TestSpace.delete(directory);
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void aDamagedSystemSegmentGivesRightValuesNoneOrAClearError() throws IOException {
    Path sound = directory.resolve("sound");
    try (Space space = Space.open(sound, IMPATIENT)) {
      for (String name : CACHES) {
        StoreKit.over(space, name, CAPACITY).put("key", StoreKit.bytes("value of " + name));
      }
    }
    Random random = new Random(SEED);
    for (int flip = 0; flip < FLIPS; flip++) {
      Path damaged = directory.resolve("damaged");
      DeadSpace.copy(sound, damaged);
      long at = place(random, damaged.resolve("system.seg"));
      int mask = 1 + random.nextInt(255);
      damage(damaged.resolve("system.seg"), at, mask);
      use(damaged, "seed %d: byte %d with %d".formatted(SEED, at, mask));
      TestSpace.delete(damaged);
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void aSystemSegmentThatIsDamagedUnderItsMembersGivesRightValuesNoneOrAClearError()
      throws IOException {
    Random random = new Random(SEED + 1);
    Path space = directory.resolve("space");
    try (Space opened = Space.open(space, IMPATIENT);
        Segment other = Segment.open(space.resolve("system.seg"), SegmentKind.SYSTEM)) {
      for (String name : CACHES) {
        StoreKit.over(opened, name, CAPACITY).put("key", StoreKit.bytes("value of " + name));
      }
      MemorySegment memory = other.memory().asSlice(0, other.reservedEnd());
      byte[] sound = memory.toArray(ValueLayout.JAVA_BYTE);
      for (int i = 0; i < LIVE_DAMAGES; i++) {
        Damage damage = Damage.random(random, sound);
        damage.inflict(memory);
        String as = "seed %d, number %d: %s".formatted(SEED + 1, i, damage);
        long startedNanos = System.nanoTime();
        use(opened, as);
        assertThat(System.nanoTime() - startedNanos).as(as).isLessThan(MOST_NANOS);
        MemorySegment.copy(sound, 0, memory, ValueLayout.JAVA_BYTE, 0, sound.length);
      }
      for (String name : CACHES) {
        requireRight(opened, name, "when all is as it was");
      }
    }
  }

  /**
   * A byte of the fixed areas, the member table or the heap; the bitmap is large and seldom hit.
   */
  private static long place(Random random, Path system) throws IOException {
    long bitmap = SegmentLayout.BITMAP;
    long members = SegmentLayout.heapStart(Files.size(system));
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> random.nextLong(bitmap);
      case 3 -> bitmap + random.nextLong(1 << 16);
      case 4 -> members + random.nextLong(1 << 17);
      default -> members + (1 << 17) + random.nextLong(1 << 16);
    };
  }

  private static void damage(Path file, long at, int mask) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ mask));
      channel.write(one.flip(), at);
    }
  }

  private static void use(Path space, String as) {
    long startedNanos = System.nanoTime();
    try (Space opened = Space.open(space, IMPATIENT)) {
      use(opened, as);
      survive(as, () -> opened.destroy("one"));
    } catch (ShmException | IllegalStateException e) {
      assertThat(e.getMessage()).as(as).isNotBlank();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | InternalError e) {
      throw new AssertionError(as, e);
    }
    assertThat(System.nanoTime() - startedNanos).as(as).isLessThan(MOST_NANOS);
  }

  private static void use(Space opened, String as) {
    for (String name : CACHES) {
      survive(as, () -> requireRight(opened, name, as));
    }
    survive(as, () -> assertThat(opened.caches()).as(as).hasSizeLessThan(10));
    survive(as, () -> assertThat(opened.members()).as(as).hasSizeLessThan(1_025));
    survive(as, () -> createAndUse(opened, as));
    survive(as, opened::check);
  }

  private static void requireRight(Space space, String name, String as) {
    CacheStore found = space.find(name);
    if (found != null) {
      found.close();
      byte[] value = StoreKit.over(space, name, CAPACITY).get("key");
      if (value != null) {
        assertThat(value).as(as).isEqualTo(StoreKit.bytes("value of " + name));
      }
    }
  }

  private static void createAndUse(Space space, String as) {
    StoreKit kit = StoreKit.over(space, "third", CAPACITY);
    kit.put("key", StoreKit.bytes("new"));
    assertThat(kit.get("key")).as(as).isEqualTo(StoreKit.bytes("new"));
    kit.store().close();
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
}
