package io.shmstl.jcache.manager;

import java.io.ObjectInputFilter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caches of one manager share: class loading, the clock, and two small pools of daemon
 * threads that start when there is work and end when there is none.
 *
 * @param loader class loader of the manager
 * @param serialFilter in front of Java deserialization; null lets the JVM's filter do
 * @param clockMs the wall clock in milliseconds
 * @param deliveries runs asynchronous listeners, at most one task for each
 * @param loads runs {@code loadAll}; refuses when {@value #MOST_LOADS} wait
 */
public record ManagerServices(
    ClassLoader loader,
    @Nullable ObjectInputFilter serialFilter,
    LongSupplier clockMs,
    ExecutorService deliveries,
    ExecutorService loads)
    implements AutoCloseable {
  /** Calls of {@code loadAll} that may wait for a thread. */
  public static final int MOST_LOADS = 1_024;

  private static final int MOST_THREADS = 4;
  private static final long IDLE_SECONDS = 10;

  /** Services of a manager that starts. */
  public static ManagerServices start(
      ClassLoader loader, @Nullable ObjectInputFilter serialFilter, LongSupplier clockMs) {
    return new ManagerServices(
        loader,
        serialFilter,
        clockMs,
        pool("shmstl-events", Integer.MAX_VALUE, loader),
        pool("shmstl-load", MOST_LOADS, loader));
  }

  /** Takes no more work; what was taken is done, and its threads end. */
  @Override
  public void close() {
    deliveries.shutdown();
    loads.shutdown();
  }

  private static ExecutorService pool(String name, int mostWaiting, ClassLoader loader) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          thread.setContextClassLoader(loader);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
