package io.shmstl.store;

import java.time.Duration;

/**
 * How a process uses a space; nothing of this is stored.
 *
 * @param leaseWait longest wait for the writer lease, and for the lock of the space
 * @param keyLockWait longest wait for a key's lock
 * @param snapshotAge from this age on a snapshot ends once it makes a writer keep something
 * @param groupShared whether the group of the space's files may use them too
 */
public record StoreOptions(
    Duration leaseWait, Duration keyLockWait, Duration snapshotAge, boolean groupShared) {
  /** Waits of 5 s for the lease and 30 s for a key, snapshots of 10 minutes, private files. */
  public static final StoreOptions DEFAULT =
      new StoreOptions(
          Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(10), false);

  /** Checks that the durations are positive. */
  public StoreOptions {
    requirePositive("leaseWait", leaseWait);
    requirePositive("keyLockWait", keyLockWait);
    requirePositive("snapshotAge", snapshotAge);
  }

  private static void requirePositive(String name, Duration wait) {
    if (wait.isNegative() || wait.isZero()) {
      throw new IllegalArgumentException(name + " is " + wait + ", must be positive");
    }
  }
}
