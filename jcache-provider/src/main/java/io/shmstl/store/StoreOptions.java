package io.shmstl.store;

import java.time.Duration;

/**
 * How a process uses a space; nothing of this is stored.
 *
 * @param leaseWait longest wait for the writer lease, and for the lock of the space
 * @param keyLockWait longest wait for a key's lock
 * @param groupShared whether the group of the space's files may use them too
 */
public record StoreOptions(Duration leaseWait, Duration keyLockWait, boolean groupShared) {
  /** Waits of 5 s for the lease and 30 s for a key, private files. */
  public static final StoreOptions DEFAULT =
      new StoreOptions(Duration.ofSeconds(5), Duration.ofSeconds(30), false);

  /** Checks that the waits are positive. */
  public StoreOptions {
    requirePositive("leaseWait", leaseWait);
    requirePositive("keyLockWait", keyLockWait);
  }

  private static void requirePositive(String name, Duration wait) {
    if (wait.isNegative() || wait.isZero()) {
      throw new IllegalArgumentException(name + " is " + wait + ", must be positive");
    }
  }
}
