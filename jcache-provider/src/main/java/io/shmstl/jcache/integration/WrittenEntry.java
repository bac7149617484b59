package io.shmstl.jcache.integration;

import javax.cache.Cache;

/** The entry a cache writer is asked to write. */
record WrittenEntry<K, V>(K key, V value) implements Cache.Entry<K, V> {
  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected " + Cache.Entry.class.getName());
  }
}
