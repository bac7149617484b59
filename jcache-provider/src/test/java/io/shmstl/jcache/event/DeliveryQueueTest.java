package io.shmstl.jcache.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.event.EventType;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final int ENTERED = 20_000;

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final List<Integer> delivered = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private final DeliveryQueue<Integer, Integer> queue =
      new DeliveryQueue<>(
          tasks::add,
          changes -> {
            batches.add(changes.size());
            changes.forEach(change -> delivered.add(change.key()));
          });

  @Test
  void oneTaskDeliversEverythingEnteredMeanwhileInOrderAndBatches() {
    for (int i = 0; i < 600; i++) {
      queue.enter(List.of(change(i)));
    }
    assertThat(tasks).hasSize(1);

    tasks.remove().run();

    assertThat(delivered).hasSize(600).isSorted();
    assertThat(batches).containsExactly(256, 256, 88);
    assertThat(queue.drain(NO_TIME)).isZero();
  }

  @Test
  void aQueueThatIsEmptyAgainStartsAnotherTask() {
    queue.enter(List.of(change(1)));
    tasks.remove().run();
    queue.enter(List.of(change(2)));

    assertThat(tasks).hasSize(1);
    tasks.remove().run();
    assertThat(delivered).containsExactly(1, 2);
  }

  @Test
  void drainTellsWhatIsLeftWhenItsTimeIsOver() {
    queue.enter(List.of(change(1), change(2)));

    assertThat(queue.drain(NO_TIME)).isPositive();
    tasks.remove().run();
    assertThat(queue.drain(NO_TIME)).isZero();
  }

  @Test
  void nothingIsLostWhenTheQueueIsFull() {
    queue.enter(Collections.nCopies(2 * DeliveryQueue.CAPACITY, change(1)));
    queue.awaitRoom(NO_TIME);
    queue.enter(List.of(change(2)));

    tasks.remove().run();

    assertThat(delivered).hasSize(2 * DeliveryQueue.CAPACITY + 1).endsWith(2);
  }

  @Test
  void whoDeliversDoesNotWaitForHimself() {
    List<Integer> left = new ArrayList<>();
    List<DeliveryQueue<Integer, Integer>> self = new ArrayList<>();
    DeliveryQueue<Integer, Integer> reentrant =
        new DeliveryQueue<>(
            tasks::add, changes -> left.add(self.getFirst().drain(Duration.ofDays(1))));
    self.add(reentrant);
    reentrant.enter(List.of(change(1)));

    tasks.remove().run();

    assertThat(left).hasSize(1).allMatch(count -> count > 0);
  }

  @Test
  void anExecutorThatRefusesIsAnErrorAndTheNextEntryTriesAgain() {
    List<Runnable> accepted = new ArrayList<>();
    boolean[] refuses = {true};
    DeliveryQueue<Integer, Integer> refused =
        new DeliveryQueue<>(
            task -> {
              if (refuses[0]) {
                throw new RejectedExecutionException("refused by a test");
              }
              accepted.add(task);
            },
            changes -> changes.forEach(change -> delivered.add(change.key())));

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> refused.enter(List.of(change(1))));
    refuses[0] = false;
    refused.enter(List.of(change(2)));
    accepted.getFirst().run();

    assertThat(delivered).containsExactly(1, 2);
  }

  @Test
  void whatAnErrorLeftBehindIsDeliveredByAnotherTask() {
    DeliveryQueue<Integer, Integer> failing =
        new DeliveryQueue<>(
            tasks::add,
            changes -> {
              changes.forEach(change -> delivered.add(change.key()));
              if (delivered.size() == DeliveryQueue.BATCH) {
                throw new AssertionError("thrown by a test");
              }
            });
    for (int i = 0; i <= DeliveryQueue.BATCH; i++) {
      failing.enter(List.of(change(i)));
    }

    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tasks.remove().run());
    tasks.remove().run();

    assertThat(delivered).hasSize(DeliveryQueue.BATCH + 1).isSorted();
    assertThat(tasks).isEmpty();
    assertThat(failing.drain(NO_TIME)).isZero();
  }

  /** A task that finds nothing more meets one that has just begun: it must not end the other. */
  @Test
  void neverDoTwoTasksDeliverAtOnce() throws InterruptedException, ExecutionException {
    AtomicInteger deliverers = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      DeliveryQueue<Integer, Integer> raced =
          new DeliveryQueue<>(
              threads,
              changes -> {
                most.accumulateAndGet(deliverers.incrementAndGet(), Math::max);
                changes.forEach(change -> delivered.add(change.key()));
                deliverers.decrementAndGet();
              });

      List<Callable<Integer>> producers =
          Collections.nCopies(
              4,
              () -> {
                for (int i = 0; i < ENTERED; i++) {
                  raced.enter(List.of(change(i)));
                }
                return raced.drain(Duration.ofSeconds(30));
              });

      for (Future<Integer> left : threads.invokeAll(producers)) {
        assertThat(left.get()).isZero();
      }
    }
    assertThat(most).hasValue(1);
    assertThat(delivered).hasSize(4 * ENTERED);
  }

  private static Change<Integer, Integer> change(int key) {
    return new Change<>(EventType.CREATED, key, key, null);
  }
}
