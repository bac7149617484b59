package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sync.DeadSpace;
import io.shmstl.testing.Extent;
import io.shmstl.testing.SteppedAct;
import io.shmstl.testing.SteppedClasses;
import io.shmstl.testing.Steps;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A crash before each step of each act: the space as it is at that moment is copied, and whoever
 * attaches to the copy finds every acknowledged change, the broken one wholly there or not at all,
 * an index and a heap without fault, and goes on.
 *
 * <p>Every build looks at a seeded sample; {@code -DcrashSteps=all} at every step.
 */
class CrashStepTest {
  private static final long SEED = 20_261;
  private static final Extent EXTENT = Extent.of("shmstl.crashSteps");

  private Path directory = Path.of("");

  /** Hears of each step of an act in a space. */
  private interface StepObserver {
    void before(SteppedAct act, Path space, int step);
  }

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
  @MethodSource("acts")
  void whoeverComesAfterACrashFindsWhatWasAcknowledgedAndGoesOn(Class<? extends CrashAct> type)
      throws Exception {
    CrashAct act = make(type);
    BitSet steps = new BitSet();
    int count = perform(type, "counted", (_, _, _) -> {});
    new Random(SEED).ints(EXTENT.of(40, 400, 0), 0, count).forEach(steps::set);
    steps.set(0, EXTENT == Extent.ALL ? count : Math.min(count, 5));

    perform(
        type,
        "crashed",
        (running, space, step) -> {
          if (steps.get(step)) {
            survive(act, running.acknowledged(), space, step);
          }
        });

    assertThat(count).as("steps").isGreaterThan(10);
  }

  /** Runs an act of stepped classes in a space of its own; the number of its steps. */
  private int perform(Class<?> type, String name, StepObserver observer) throws Exception {
    Path space = Files.createDirectory(directory.resolve(name)).resolve("space");
    try (SteppedAct act = new SteppedClasses().make(SteppedAct.class, type.getName())) {
      act.prepare(space);
      return Steps.observe(step -> observer.before(act, space, step), act::run);
    }
  }

  /** Kills whoever uses the space at this moment, in a copy of it, and comes after. */
  private void survive(CrashAct act, int acknowledged, Path space, int step) {
    Path image = directory.resolve("image");
    String as = act.getClass().getSimpleName() + " step " + step;
    try {
      if (Files.exists(space)) {
        DeadSpace.copy(space, image);
      }
      try (Space after = Space.open(image, StoreOptions.DEFAULT)) {
        assertThat(after.members()).as(as).hasSize(1);
        AfterCrash.requireCache(act, acknowledged, after, as);
        try (Stream<Path> files = Files.list(image.resolve("caches"))) {
          assertThat(files).as("%s: nothing half made is left", as).hasSize(after.caches().size());
        }
      }
      TestSpace.delete(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new AssertionError(as, e);
    }
  }

  private static CrashAct make(Class<? extends CrashAct> type) throws ReflectiveOperationException {
    return type.getDeclaredConstructor().newInstance();
  }
}
