package io.shmstl.jcache.near;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of the heap that one or several near tiers share. Any thread. */
final class NearBudget {
  /** Part of the heap that the tiers share whose caches have no setting of their own. */
  private static final int SHARE_OF_HEAP = 16;

  /** The budget of all tiers of the class loader that have none of their own. */
  static final NearBudget SHARED = new NearBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  NearBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes; false if that many are not left. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= limit) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
