package io.shmstl.jcache.operation;

import org.jspecify.annotations.Nullable;

/**
 * What one operation of a cache does to one key. It runs under the key's lock and may call user
 * code; it changes nothing itself.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 * @param <R> type of the answer
 */
public interface Operation<K, V, R> {
  /** What the operation wants done to the key whose entry it sees. */
  Step<V> decide(LiveEntry<K, V> entry);

  /** What it returns to the caller; asked right after it has decided. */
  @Nullable R answer(LiveEntry<K, V> entry, Step<V> step);

  /** Whether looking at the key counts as hit or miss. */
  boolean countsLookup();

  /**
   * Whether the operation's step or answer depends on what the cache holds. If not, and if nothing
   * else asks either, the entry is not read and looks absent.
   */
  default boolean needsEntry() {
    return true;
  }

  /** Whether a list of keys should be loaded beforehand, in one call of the loader. */
  default boolean wantsLoaded(boolean isPresent) {
    return false;
  }
}
