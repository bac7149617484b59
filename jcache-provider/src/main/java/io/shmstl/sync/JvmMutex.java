package io.shmstl.sync;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A mutual exclusion of all class loaders of this JVM, by name, with a bounded wait.
 *
 * <p>What all class loaders share without sharing a class is the monitor of an interned string. A
 * monitor cannot be waited for with a timeout; so a thread made for the purpose enters it, and
 * stays inside until it is released. Meant for rare acts.
 */
final class JvmMutex implements AutoCloseable {
  private final String monitor;
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private JvmMutex(String name) {
    monitor = ("io.shmstl.mutex " + name).intern();
  }

  /** Takes the mutex; null if it could not be had in time. An interrupt does not end the wait. */
  static @Nullable JvmMutex tryAcquire(String name, long timeoutNanos) {
    JvmMutex mutex = new JvmMutex(name);
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name("shmstl-mutex " + name)
        .start(mutex::stayInside);
    boolean isEntered = false;
    try {
      isEntered = mutex.awaitEntry(timeoutNanos);
    } finally {
      if (!isEntered) {
        mutex.close();
      }
    }
    return isEntered ? mutex : null;
  }

  /** Gives the mutex back, or gives up waiting for it. */
  @Override
  public void close() {
    released.countDown();
  }

  // A private object would be another one in each class loader.
  private void stayInside() {
    synchronized (monitor) {
      entered.countDown();
      boolean isOver = false;
      while (!isOver) {
        try {
          released.await();
          isOver = true;
        } catch (InterruptedException e) {
          // nobody knows this thread: whoever interrupts all threads does not mean this one
        }
      }
    }
  }

  private boolean awaitEntry(long timeoutNanos) {
    long startNanos = System.nanoTime();
    long leftNanos = timeoutNanos;
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return entered.await(leftNanos, TimeUnit.NANOSECONDS);
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
}
