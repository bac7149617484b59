package io.shmstl.benchmarks.peer;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One cache of a peer. Any thread.
 *
 * @param <V> type of the values
 */
public interface PeerCache<V> extends AutoCloseable {

  /** The value of a key; null if it is absent. */
  @Nullable V get(Long key);

  /** Stores a value, over the one the key may have. */
  void put(Long key, V value);

  /** Stores many values, for filling a cache. */
  default void putAll(Map<Long, V> values) {
    values.forEach(this::put);
  }

  /** The values of those keys that are there. */
  Map<Long, V> getAll(Set<Long> keys);

  /** Changes the value of a key that is there, atomically. */
  void update(Long key, UnaryOperator<V> change);

  /** Shows every value. */
  void forEach(Consumer<? super V> action);

  /** Bytes that the entries take outside this JVM's heap; 0 if they lie on it. */
  long bytesOutsideHeap();

  @Override
  void close();
}
