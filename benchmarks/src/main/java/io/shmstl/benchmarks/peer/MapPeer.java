package io.shmstl.benchmarks.peer;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.cache2k.Cache2kBuilder;
import org.jspecify.annotations.Nullable;

/** Caches on the heap that are, in their native form, a concurrent map of references. */
final class MapPeer implements Peer {

  /** How a library makes such a map. */
  interface Maker {
    <V> ConcurrentMap<Long, V> make(CacheSpec<V> spec);
  }

  private final Maker maker;

  private MapPeer(Maker maker) {
    this.maker = maker;
  }

  static Peer caffeine() {
    return new MapPeer(
        new Maker() {
          @Override
          public <V> ConcurrentMap<Long, V> make(CacheSpec<V> spec) {
            Caffeine<Object, Object> builder = Caffeine.newBuilder();
            if (spec.isBounded()) {
              builder.maximumSize(spec.entries());
            }
            return builder.<Long, V>build().asMap();
          }
        });
  }

  static Peer cache2k() {
    return new MapPeer(
        new Maker() {
          @Override
          public <V> ConcurrentMap<Long, V> make(CacheSpec<V> spec) {
            return Cache2kBuilder.of(Long.class, spec.type())
                .name(spec.name())
                .eternal(true)
                .entryCapacity(spec.isBounded() ? spec.entries() : Long.MAX_VALUE)
                .build()
                .asMap();
          }
        });
  }

  @Override
  public <V> PeerCache<V> create(CacheSpec<V> spec) {
    return new MapCache<>(maker.make(spec));
  }

  @Override
  public void close() {
    // nothing is kept outside the caches
  }

  /** Also what Chronicle's map is, but for its size. */
  record MapCache<V>(ConcurrentMap<Long, V> map) implements PeerCache<V> {

    @Override
    public @Nullable V get(Long key) {
      return map.get(key);
    }

    @Override
    public void put(Long key, V value) {
      map.put(key, value);
    }

    @Override
    public Map<Long, V> getAll(Set<Long> keys) {
      Map<Long, V> found = HashMap.newHashMap(keys.size());
      for (Long key : keys) {
        V value = map.get(key);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found;
    }

    @Override
    public void update(Long key, UnaryOperator<V> change) {
      map.compute(key, (_, value) -> value == null ? null : change.apply(value));
    }

    @Override
    public void forEach(Consumer<? super V> action) {
      map.values().forEach(action);
    }

    @Override
    public long bytesOutsideHeap() {
      return 0;
    }

    @Override
    public void close() {
      map.clear();
    }
  }
}
