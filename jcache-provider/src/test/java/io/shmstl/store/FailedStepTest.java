package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.Extent;
import io.shmstl.testing.SteppedAct;
import io.shmstl.testing.SteppedClasses;
import io.shmstl.testing.Steps;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An {@code Error} thrown before each step of each act, as a stack or a heap that is used up throws
 * it anywhere: the process that met it goes on, and so does another member, with every acknowledged
 * change, the broken one wholly there or not at all, and no fault in index and heap. Where the same
 * process goes on first, what cleans up behind the error may meet further ones.
 *
 * <p>Every build looks at a seeded sample; {@code -DcrashSteps=all} at every step.
 */
class FailedStepTest {
  private static final long SEED = 20_264;
  private static final Extent EXTENT = Extent.of("shmstl.crashSteps");
  private static final int SAMPLE = EXTENT.of(8, 100, 0);
  private static final int SLOW_SAMPLE = EXTENT.of(2, 20, 0);

  /** Changes before an act that make it slow to prepare. */
  private static final int SLOW = 1_000;

  private final SteppedClasses classes = new SteppedClasses();
  private Path directory = Path.of("");

  static Stream<Class<?>> acts() {
    return Arrays.stream(CrashAct.class.getPermittedSubclasses());
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory(Path.of("/dev/shm"), "shmstl-test-");
  }

  @AfterEach
  void deleteDirectory() {
    TestSpace.delete(directory);
  }

  @ParameterizedTest
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  @MethodSource("acts")
  void whoeverMeetsAnErrorInTheMiddleGoesOn(Class<? extends CrashAct> type) throws Exception {
    int count = count(type);
    boolean isSlow = type.getDeclaredConstructor().newInstance().before().size() > SLOW;
    IntStream steps =
        EXTENT == Extent.ALL
            ? IntStream.range(0, count)
            : IntStream.concat(
                IntStream.range(0, isSlow ? 2 : Math.min(count, 5)),
                new Random(SEED).ints(isSlow ? SLOW_SAMPLE : SAMPLE, 0, count).sorted());
    for (int step : steps.distinct().toArray()) {
      fail(type, step);
    }
  }

  private int count(Class<? extends CrashAct> type) throws Exception {
    try (SteppedAct act = classes.make(SteppedAct.class, type.getName())) {
      act.prepare(Files.createDirectory(directory.resolve("counted")).resolve("space"));
      return Steps.observe(_ -> {}, act::run);
    }
  }

  private void fail(Class<? extends CrashAct> type, int step) throws Exception {
    String as = type.getSimpleName() + " step " + step;
    Path own = Files.createDirectory(directory.resolve("failed-" + step));
    Path space = own.resolve("space");
    try (SteppedAct act = classes.make(SteppedAct.class, type.getName())) {
      act.prepare(space);
      CrashAct real = type.getDeclaredConstructor().newInstance();
      boolean isSameFirst = step % 2 == 0 && !real.makesOrDestroysTheCache();
      int errors = isSameFirst ? 1 + step % 3 : 1;
      try {
        Steps.observe(at -> failAt(at, step, errors), act::run);
      } catch (OutOfMemoryError | RuntimeException e) {
        // what it says is not looked at here, but what it leaves
      }
      if (isSameFirst) {
        assertThat(act.goOn()).as(as).isEmpty();
      }
      try (Space other = Space.open(space, StoreOptions.DEFAULT)) {
        AfterCrash.requireCache(real, act.acknowledged(), other, as);
      }
      assertThat(act.goOn()).as(as).isEmpty();
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new AssertionError(as, e);
    }
    TestSpace.delete(own);
  }

  /** Several in a row: what cleans up behind the first meets the second. */
  private static void failAt(int at, int step, int errors) {
    if (at >= step && at < step + errors) {
      throw new OutOfMemoryError("injected before step " + at);
    }
  }
}
