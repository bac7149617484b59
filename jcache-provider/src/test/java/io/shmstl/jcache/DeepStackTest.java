package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads whose stack ends in the middle of an operation, at every depth there is: what had
 * returned counts, no lock stays held, and everybody goes on.
 */
@Timeout(120)
class DeepStackTest {
  private static final long STACK_BYTES = 512 << 10;
  private static final int DEPTHS = 600;
  private static final int ROUNDS = 3;

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of("put", (Operation) (cache, number) -> cache.put("key", number)),
        Arguments.of(
            "invoke",
            (Operation)
                (cache, number) ->
                    cache.invoke(
                        "key",
                        (entry, _) -> {
                          entry.setValue(number);
                          return null;
                        })),
        Arguments.of("getAndPut", (Operation) (cache, number) -> cache.getAndPut("key", number)),
        Arguments.of(
            "putAll",
            (Operation) (cache, number) -> cache.putAll(Map.of("key", number, "other", number))));
  }

  /** Stores a number under "key". */
  private interface Operation {
    void store(Cache<String, Long> cache, long number);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aStackThatEndsInTheMiddleOfAnOperationHoldsNothing(String name, Operation operation)
      throws InterruptedException {
    try (CacheKit kit = new CacheKit()) {
      ShmConfiguration<String, Long> types =
          new ShmConfiguration<String, Long>()
              .setTypes(String.class, Long.class)
              .setCapacityBytes(1L << 20);
      Cache<String, Long> cache = kit.cache(types);
      Sweep sweep = new Sweep(cache, operation);
      sweep.attempt();
      for (int round = 0; round < ROUNDS; round++) {
        Thread thread = new Thread(null, sweep, "deep", STACK_BYTES);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).as("hangs").isFalse();
        assertThat(sweep.unforeseen).isNull();
        assertThat(cache.get("key")).as("round " + round).isBetween(sweep.stored, sweep.tried);
        sweep.attempt();
        assertThat(kit.<String, Long>openedElsewhere().get("key")).isEqualTo(sweep.tried);
      }
      assertThat(sweep.overflows.get()).isPositive();
      try (Space space = Space.open(kit.directory(), StoreOptions.DEFAULT);
          CacheStore store = Objects.requireNonNull(space.find(CacheKit.NAME))) {
        assertThat(store.check()).isEmpty();
      }
    }
  }

  /** Goes down until the stack ends, and tries the operation in every frame on the way back. */
  private static final class Sweep implements Runnable {
    private final Cache<String, Long> cache;
    private final Operation operation;
    private final AtomicInteger overflows = new AtomicInteger();
    private int depths;
    private long tried;
    private long stored;
    private @Nullable Throwable unforeseen;

    Sweep(Cache<String, Long> cache, Operation operation) {
      this.cache = cache;
      this.operation = operation;
    }

    @Override
    public void run() {
      depths = 0;
      dive();
    }

    private void dive() {
      try {
        dive();
      } catch (StackOverflowError e) {
        depths++;
      }
      if (depths > 0 && depths++ < DEPTHS) {
        attempt();
      }
    }

    void attempt() {
      long number = ++tried;
      try {
        operation.store(cache, number);
        stored = number;
      } catch (StackOverflowError e) {
        overflows.incrementAndGet();
      } catch (CacheException e) {
        if (!isOverflow(e)) {
          unforeseen = e;
        }
      } catch (RuntimeException e) {
        unforeseen = e;
      }
    }

    private static boolean isOverflow(Throwable thrown) {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        if (cause instanceof StackOverflowError) {
          return true;
        }
      }
      return false;
    }
  }
}
