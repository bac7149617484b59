package io.shmstl.jcache.operation;

import io.shmstl.jcache.expiry.EntryExpiry;
import io.shmstl.jcache.expiry.Moment;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryTooLargeException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.ShmException;
import io.shmstl.store.Batch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * One key's way through the runner: what was found, what was decided, which bytes change. Used by
 * one thread, from the lock of the key to its release.
 */
final class Plan<K, V> {
  /** What happens to the bytes. */
  private enum Effect {
    NONE,
    PUT,
    TOUCH,
    REMOVE
  }

  private final K key;
  private final byte[] keyBytes;
  private final int keyLength;
  private final long hash;

  private boolean isFound;
  private boolean isPresent;
  private long deadlineMs = EntryExpiry.ETERNAL;
  private int createdSeconds;
  private @Nullable V oldValue;

  private Step<V> step = Step.leave();
  private byte @Nullable [] value;
  private int valueLength;
  private boolean isWrittenThrough;

  private Effect effect = Effect.NONE;
  private boolean isGone;
  private @Nullable ShmException failure;

  /**
   * A key that was not looked at.
   *
   * @param keyBytes its bytes, from the array's start
   */
  Plan(K key, byte[] keyBytes, int keyLength, long hash) {
    this.key = key;
    this.keyBytes = keyBytes;
    this.keyLength = keyLength;
    this.hash = hash;
  }

  K key() {
    return key;
  }

  byte[] keyBytes() {
    return keyBytes;
  }

  int keyLength() {
    return keyLength;
  }

  long hash() {
    return hash;
  }

  /** Takes in the entry that was found. */
  void found(EntryCopy entry, Moment now) {
    isFound = true;
    deadlineMs = entry.deadlineMs();
    createdSeconds = entry.createdSeconds();
    isPresent = !now.hasPassed(deadlineMs);
  }

  /** Takes in that there is no entry. */
  void notFound() {
    isFound = false;
    isPresent = false;
    deadlineMs = EntryExpiry.ETERNAL;
    createdSeconds = 0;
  }

  /** Whether the cache holds a value that has not expired. */
  boolean isPresent() {
    return isPresent;
  }

  /** Whether there is an entry whose deadline has passed. */
  boolean hasExpired() {
    return isFound && !isPresent;
  }

  /** The value found, for listeners; null if none wants it. */
  @Nullable V oldValue() {
    return oldValue;
  }

  void setOldValue(V copy) {
    oldValue = copy;
  }

  Step<V> step() {
    return step;
  }

  void decide(Step<V> decided) {
    step = decided;
  }

  /** Takes in the bytes of the value to be stored. */
  void encoded(byte[] bytes, int length) {
    value = bytes;
    valueLength = length;
  }

  byte[] valueBytes() {
    if (value == null) {
      throw new IllegalStateException("found a plan without value, expected one to be stored");
    }
    return value;
  }

  int valueLength() {
    return valueLength;
  }

  /** The writer has taken it. */
  void writtenThrough() {
    isWrittenThrough = true;
  }

  /** The writer has not taken it: nothing happens to the key. */
  void refused() {
    step = Step.leave();
  }

  /** The bytes stay as they are. */
  void leave() {
    effect = Effect.NONE;
  }

  /** The value is put with that deadline, which stays unless a new one is named. */
  void put(long newDeadlineMs, Moment now) {
    effect = Effect.PUT;
    if (newDeadlineMs != EntryExpiry.UNCHANGED) {
      deadlineMs = newDeadlineMs;
    }
    if (!isPresent) {
      createdSeconds =
          deadlineMs == EntryExpiry.ETERNAL ? 0 : (int) Math.floorDiv(now.ms(), 1_000L);
    }
  }

  /** The entry gets another deadline. */
  void touch(long newDeadlineMs) {
    if (newDeadlineMs != EntryExpiry.UNCHANGED && newDeadlineMs != deadlineMs) {
      effect = Effect.TOUCH;
      deadlineMs = newDeadlineMs;
    }
  }

  /** The entry goes, if there is one. */
  void remove() {
    effect = isFound ? Effect.REMOVE : Effect.NONE;
    isGone = true;
  }

  /** Whether the cache holds nothing for the key once the bytes have changed. */
  boolean isGone() {
    return isGone;
  }

  /** Whether bytes change. */
  boolean hasEffect() {
    return effect != Effect.NONE;
  }

  /** Whether the entry that was found is gone or replaced once the bytes have changed. */
  boolean supersedes() {
    return effect == Effect.PUT || effect == Effect.REMOVE;
  }

  /**
   * Changes the bytes, under the writer lease. A value the segment has no room for is a failure of
   * this key alone; if the writer has taken it already, what the cache held before is out of date
   * and goes.
   */
  void applyTo(Batch batch) {
    switch (effect) {
      case NONE -> {}
      case TOUCH -> touchIn(batch);
      case REMOVE -> batch.remove(keyBytes, keyLength, hash);
      case PUT -> putTo(batch);
    }
  }

  /**
   * An access that finds no room for a deadline leaves the one there is: the entry ends earlier.
   */
  private void touchIn(Batch batch) {
    try {
      batch.touch(keyBytes, keyLength, hash, deadlineMs);
    } catch (FullException e) {
      logger().log(Level.DEBUG, "a deadline could not be moved", e);
    }
  }

  private void putTo(Batch batch) {
    try {
      batch.put(
          keyBytes, keyLength, hash, valueBytes(), 0, valueLength, createdSeconds, deadlineMs);
    } catch (EntryTooLargeException | FullException e) {
      failure = e;
      if (isWrittenThrough) {
        batch.remove(keyBytes, keyLength, hash);
      }
    }
  }

  /** Why the bytes could not be changed, null if they were. */
  @Nullable ShmException failure() {
    return failure;
  }

  private static Logger logger() {
    return System.getLogger(Plan.class.getName());
  }
}
