package io.shmstl.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.caffinitas.ohc.CacheSerializer;
import org.caffinitas.ohc.CloseableIterator;
import org.caffinitas.ohc.OHCache;
import org.caffinitas.ohc.OHCacheBuilder;
import org.jspecify.annotations.Nullable;

/** OHC, the off-heap cache of Cassandra. */
final class OhcPeer implements Peer {
  private static final long AMPLE_BYTES = 1L << 30;

  /** Header of an entry. */
  private static final long OWN_BYTES = 64;

  @Override
  public <V> PeerCache<V> create(CacheSpec<V> spec) {
    long capacity =
        spec.isBounded() ? spec.entries() * (spec.entryBytes() + OWN_BYTES) : AMPLE_BYTES;
    OHCache<Long, V> cache =
        OHCacheBuilder.<Long, V>newBuilder()
            .capacity(capacity)
            .keySerializer(new Serializer<>(ValueFormat.of(Long.class), Long.BYTES))
            .valueSerializer(new Serializer<>(ValueFormat.of(spec.type()), 0))
            .build();
    return new OhcCache<>(cache);
  }

  @Override
  public void close() {
    // nothing is kept outside the caches
  }

  private record Serializer<T>(ValueFormat<T> format, int fixedLength)
      implements CacheSerializer<T> {

    @Override
    public void serialize(T value, ByteBuffer buffer) {
      format.write(value, buffer);
    }

    @Override
    public T deserialize(ByteBuffer buffer) {
      return format.read(buffer);
    }

    @Override
    public int serializedSize(T value) {
      return fixedLength > 0 ? fixedLength : format.length(value);
    }
  }

  private record OhcCache<V>(OHCache<Long, V> cache) implements PeerCache<V> {

    @Override
    public @Nullable V get(Long key) {
      return cache.get(key);
    }

    @Override
    public void put(Long key, V value) {
      cache.put(key, value);
    }

    @Override
    public Map<Long, V> getAll(Set<Long> keys) {
      Map<Long, V> found = HashMap.newHashMap(keys.size());
      for (Long key : keys) {
        V value = cache.get(key);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found;
    }

    @Override
    public void update(Long key, UnaryOperator<V> change) {
      throw new UnsupportedOperationException("no atomic change");
    }

    @Override
    public void forEach(Consumer<? super V> action) {
      try (CloseableIterator<Long> keys = cache.keyIterator()) {
        while (keys.hasNext()) {
          V value = cache.get(keys.next());
          if (value != null) {
            action.accept(value);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long bytesOutsideHeap() {
      return cache.memUsed();
    }

    @Override
    public void close() {
      try {
        cache.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
