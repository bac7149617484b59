package io.shmstl.jcache;

import javax.cache.Cache;

/**
 * A key and its value as an iteration over a {@link ShmCache} came by them. Both are copies: what
 * is done to them reaches no cache.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public final class ShmEntry<K, V> implements Cache.Entry<K, V> {
  private final K key;
  private final V value;

  ShmEntry(K key, V value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  /**
   * This entry as {@code ShmEntry}.
   *
   * @throws IllegalArgumentException if another class is asked for
   */
  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected " + ShmEntry.class.getName());
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
