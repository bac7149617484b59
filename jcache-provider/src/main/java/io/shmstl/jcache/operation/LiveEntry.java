package io.shmstl.jcache.operation;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key and what the cache holds for it, as an operation sees it under the key's lock: an expired
 * entry is absent. Its value is made from bytes when first asked for. Valid until the operation has
 * answered.
 */
public final class LiveEntry<K, V> {
  private final K key;
  private final @Nullable Supplier<V> decoder;
  private final Function<K, @Nullable V> loader;
  private @Nullable V value;
  private @Nullable V loaded;
  private boolean hasLoaded;

  /**
   * An entry as it was found.
   *
   * @param decoder makes the value; null if the key is absent
   * @param loader what a read that misses asks; answers null if the cache does not read through
   */
  LiveEntry(K key, @Nullable Supplier<V> decoder, Function<K, @Nullable V> loader) {
    this.key = key;
    this.decoder = decoder;
    this.loader = loader;
  }

  /** The key. */
  public K key() {
    return key;
  }

  /** Whether the cache holds a value that has not expired. */
  public boolean isPresent() {
    return decoder != null;
  }

  /** The value, null if the key is absent; a copy that belongs to this operation. */
  public @Nullable V value() {
    if (value == null && decoder != null) {
      value = decoder.get();
    }
    return value;
  }

  /** Whether the key is present with an equal value; arrays are equal by their elements. */
  public boolean hasValue(V other) {
    return isPresent() && Objects.deepEquals(value(), other);
  }

  /**
   * What the loader has for the key, null if nothing or if the cache does not read through. The
   * loader is called at most once.
   */
  public @Nullable V load() {
    if (!hasLoaded) {
      loaded = loader.apply(key);
      hasLoaded = true;
    }
    return loaded;
  }
}
