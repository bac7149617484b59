package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.Extent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed (-9) before a step of a put that has the lease alone, while another one wants
 * the key's lock: who gets it finds the old value or the new one, and what he makes of it stays.
 *
 * <p>Every build looks at a few steps; {@code -DcrashSteps=all} at each.
 */
@Timeout(600)
class KilledPutTest {
  private static final long SEED = 20_267;
  private static final Extent EXTENT = Extent.of("shmstl.crashSteps");
  private static final String OLD = "old";

  @TempDir Path directory;

  @Test
  void whoWaitsForAPutThatIsKilledFindsItMadeOrNot() throws Exception {
    Path space = directory.resolve("space");
    try (StoreKit kit = StoreKit.open(space, PuttingJvm.CACHE, PuttingJvm.CAPACITY)) {
      int steps = countSteps(space);
      assertThat(steps).isGreaterThan(10);
      int waited = 0;
      for (int step : stops(steps)) {
        kit.put(PuttingJvm.KEY, StoreKit.bytes(OLD));
        waited += killBefore(step, kit) ? 1 : 0;
      }
      assertThat(waited).as("steps under the lease").isPositive();
    }
  }

  /** True if the lock was to be had only afterwards. */
  private static boolean killBefore(int step, StoreKit kit) throws Exception {
    try (ChildJvm putting = start(kit.space().directory())) {
      assertThat(putting.ask("put " + step)).isEqualTo("before " + step);
      CompletableFuture<String> locker = CompletableFuture.supplyAsync(() -> append(kit));
      boolean waits =
          locker.copy().completeOnTimeout("", 200, TimeUnit.MILLISECONDS).join().isEmpty();
      assertThat(putting.kill()).isEqualTo(ChildJvm.KILLED);
      String read = locker.get(30, TimeUnit.SECONDS);
      assertThat(read).as("step %d", step).isIn(OLD, PuttingJvm.VALUE);
      assertThat(read(kit)).as("step %d", step).isEqualTo(read + " and more");
      assertThat(kit.store().check()).as("step %d", step).isEmpty();
      return waits;
    }
  }

  /** What an entry processor does; returns what it found. */
  private static String append(StoreKit kit) {
    try (KeyLock _ = kit.store().lock(kit.hash(PuttingJvm.KEY))) {
      String found = read(kit);
      kit.put(PuttingJvm.KEY, StoreKit.bytes(found + " and more"));
      return found;
    }
  }

  private static String read(StoreKit kit) {
    byte[] value = kit.get(PuttingJvm.KEY);
    return value == null ? "nothing" : new String(value, StandardCharsets.UTF_8);
  }

  private static int countSteps(Path space) {
    try (ChildJvm putting = start(space)) {
      String answer = putting.ask("put -1");
      assertThat(answer).startsWith("1 of 1 put in ");
      return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }
  }

  private static ChildJvm start(Path space) {
    return ChildJvm.start(PuttingJvm.class, space.toString());
  }

  private static int[] stops(int steps) {
    return EXTENT == Extent.ALL
        ? IntStream.range(0, steps).toArray()
        : new Random(SEED).ints(EXTENT.of(4, 20, 0), 0, steps).toArray();
  }
}
