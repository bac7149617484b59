package io.shmstl.sync;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock by which the threads of one process queue up for a word in shared memory: one contender
 * a process.
 */
final class OwnedLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  /**
   * Waits up to {@code timeoutNanos}; an interrupt does not end the wait, and the thread's flag is
   * kept.
   */
  boolean tryLock(long timeoutNanos) {
    long startNanos = System.nanoTime();
    long leftNanos = timeoutNanos;
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return tryLock(leftNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          isInterrupted = true;
          leftNanos = Math.max(0, timeoutNanos - (System.nanoTime() - startNanos));
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The name of the thread that has it, for messages. */
  String holderName() {
    Thread holder = getOwner();
    return holder == null
        ? "a thread that just gave it back"
        : "thread \"" + holder.getName() + '"';
  }

  @Override
  protected @Nullable Thread getOwner() {
    return super.getOwner();
  }
}
