package io.shmstl.sync;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of code allocates on the heap of this JVM. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Bytes that {@code times} runs of {@code act} allocate in this thread, warmed up before. */
  static long of(int times, Runnable act) {
    run(times, act);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run(times, act);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void run(int times, Runnable act) {
    for (int i = 0; i < times; i++) {
      act.run();
    }
  }
}
