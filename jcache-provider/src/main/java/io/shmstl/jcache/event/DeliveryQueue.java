package io.shmstl.jcache.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * First-in-first-out queue of one asynchronous listener. Entering never blocks; whoever enters
 * waits for room afterwards, when no key is locked any more. At most one thread delivers at a time.
 */
final class DeliveryQueue<K, V> {
  /** Changes above which those who make them wait. */
  static final int CAPACITY = 8192;

  /** Most changes in one delivery. */
  static final int BATCH = 256;

  private final Executor executor;
  private final Consumer<List<Change<K, V>>> delivery;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition shrunk = lock.newCondition();
  private final ArrayDeque<Change<K, V>> pending = new ArrayDeque<>();
  private boolean isDelivering;
  private @Nullable Thread deliverer;

  /**
   * An empty queue.
   *
   * @param executor runs the deliveries
   * @param delivery takes the changes, in order; what it throws is logged
   */
  DeliveryQueue(Executor executor, Consumer<List<Change<K, V>>> delivery) {
    this.executor = executor;
    this.delivery = delivery;
  }

  /** Enters changes behind all entered before; does not wait. */
  void enter(List<Change<K, V>> changes) {
    boolean starts;
    lock.lock();
    try {
      pending.addAll(changes);
      starts = !isDelivering && !pending.isEmpty();
      isDelivering |= starts;
    } finally {
      lock.unlock();
    }
    if (starts) {
      start();
    }
  }

  /**
   * Waits until fewer than {@link #CAPACITY} changes are pending, for a bounded time; returns at
   * once on the thread that delivers, which would wait for itself.
   */
  void awaitRoom(Duration patience) {
    await(CAPACITY - 1, patience);
  }

  /** Waits until nothing is pending or being delivered, and returns how many changes are. */
  int drain(Duration patience) {
    return await(0, patience);
  }

  private int await(int size, Duration patience) {
    long nanos = patience.toNanos();
    boolean interrupted = false;
    lock.lock();
    try {
      while (left() > size && deliverer != Thread.currentThread() && nanos > 0) {
        long before = System.nanoTime();
        try {
          nanos = shrunk.awaitNanos(nanos);
        } catch (InterruptedException e) {
          interrupted = true;
          nanos -= System.nanoTime() - before;
        }
      }
      return left();
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int left() {
    return pending.size() + (isDelivering ? 1 : 0);
  }

  private void start() {
    boolean started = false;
    try {
      executor.execute(this::deliver);
      started = true;
    } finally {
      if (!started) {
        stopDelivering();
      }
    }
  }

  /**
   * Delivers until nothing is pending. {@link #next} then ends this delivery, and another may have
   * begun since: only one that an error cut short is ended here, and what it left goes to another.
   */
  private void deliver() {
    boolean isOver = false;
    try {
      for (List<Change<K, V>> batch = next(); !batch.isEmpty(); batch = next()) {
        try {
          delivery.accept(batch);
        } catch (RuntimeException e) {
          logger().log(Level.WARNING, "an asynchronous cache entry listener failed", e);
        }
      }
      isOver = true;
    } finally {
      if (!isOver) {
        stopDelivering();
        enter(List.of());
      }
    }
  }

  /** The next changes; empty when there are none, and then this delivery is over. */
  private List<Change<K, V>> next() {
    lock.lock();
    try {
      List<Change<K, V>> batch = new ArrayList<>(Math.min(BATCH, pending.size()));
      while (batch.size() < BATCH && !pending.isEmpty()) {
        batch.add(pending.remove());
      }
      isDelivering = !batch.isEmpty();
      deliverer = isDelivering ? Thread.currentThread() : null;
      shrunk.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void stopDelivering() {
    lock.lock();
    try {
      isDelivering = false;
      deliverer = null;
      shrunk.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Logger logger() {
    return System.getLogger(DeliveryQueue.class.getName());
  }
}
