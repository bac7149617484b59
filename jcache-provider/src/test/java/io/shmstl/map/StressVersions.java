package io.shmstl.map;

import java.util.concurrent.atomic.AtomicLong;

/** Commit versions for tests that write entries without committing them: none is used twice. */
final class StressVersions {
  private static final AtomicLong NEXT = new AtomicLong(1);

  private StressVersions() {}

  static long next() {
    return NEXT.getAndIncrement();
  }
}
