package io.shmstl.jcache.near;

import io.shmstl.codec.Immutability;
import io.shmstl.map.EntryCopy;
import org.jspecify.annotations.Nullable;

/**
 * What one cache handle keeps of the values it has read. Any thread.
 *
 * <p><b>Why a value from here is current.</b> Who changes a key makes the stamp of its bucket odd
 * before the change can be seen, and even and greater afterwards; no stamp comes back. A value is
 * kept with an even stamp that was read before its slot was found unchanged, so at that moment it
 * was the key's. While the same stamp stands no change has begun since: at the moment in which a
 * read loads the stamp the value is the key's. If another key of the bucket has changed, slot and
 * version of the entry say that it is what it was, and the value is kept under the new stamp.
 *
 * @param <V> type of the values
 */
public final class NearTier<V> implements AutoCloseable {
  /** The objects around a key and a value: two headers, and a string's array. */
  private static final int OBJECT_BYTES = 64;

  /** An entry that was read so often before is worth keeping, as eviction remembers it. */
  private static final int FREQUENT = 2;

  private final NearSource source;
  private final NearTable table;

  private NearTier(NearSource source, NearBudget budget) {
    this.source = source;
    this.table = new NearTable(budget);
  }

  /**
   * The tier of a cache handle.
   *
   * @param source what the tier stands in front of
   * @param bytes most bytes of the heap, about; null to share a sixteenth of the heap with others
   */
  public static <V> NearTier<V> of(NearSource source, @Nullable Long bytes) {
    return new NearTier<>(source, bytes == null ? NearBudget.SHARED : new NearBudget(bytes));
  }

  /** The value of a key, if it is here and current; null says nothing. */
  @SuppressWarnings("unchecked") // what is kept was read as a value of this cache
  public @Nullable V find(Object key) {
    return NearKeys.isKnown(key) ? (V) table.find(key, source) : null;
  }

  /**
   * Keeps a value that was just read, if it is worth it: it was read before, cannot change, is not
   * written about as often as it is read, and the entry is still the key's.
   *
   * @param found the entry that the value was decoded from
   */
  public void keep(Object key, EntryCopy found, V value) {
    if (found.frequency() < FREQUENT
        || !NearKeys.isKnown(key)
        || !table.wants(key)
        || !Immutability.isImmutable(value)) {
      return;
    }
    int age = source.age();
    long stamp = source.stamp(found);
    if (stamp != 0) {
      table.keep(
          key,
          value,
          OBJECT_BYTES + found.keyLength() + 2 * found.valueLength(),
          new NearStamp(
              found.stampAddress(),
              stamp,
              age,
              found.deadlineMs(),
              found.slotAddress(),
              found.slot(),
              found.version()));
    }
  }

  /** Lets go of all values, for good. */
  @Override
  public void close() {
    table.close();
  }
}
