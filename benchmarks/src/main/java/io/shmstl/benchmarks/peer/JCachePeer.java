package io.shmstl.benchmarks.peer;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.processor.MutableEntry;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** Any JCache provider. */
final class JCachePeer implements Peer {

  /** How a provider says what cache is wanted. */
  interface Configurator {
    <V> Configuration<Long, V> configure(CacheSpec<V> spec);
  }

  /** Bytes that the entries of a provider's cache take outside the heap. */
  interface Measure {
    long bytesOutsideHeap(Cache<?, ?> cache);
  }

  private final CachingProvider provider;
  private final CacheManager manager;
  private final Configurator configurator;
  private final Measure measure;

  /**
   * Opens a manager.
   *
   * @param uri null for the provider's own
   */
  JCachePeer(
      String providerClass,
      @Nullable URI uri,
      Properties properties,
      Configurator configurator,
      Measure measure) {
    provider = Caching.getCachingProvider(providerClass);
    manager = provider.getCacheManager(uri, provider.getDefaultClassLoader(), properties);
    this.configurator = configurator;
    this.measure = measure;
  }

  @Override
  public <V> PeerCache<V> create(CacheSpec<V> spec) {
    manager.destroyCache(spec.name());
    Cache<Long, V> cache = manager.createCache(spec.name(), configurator.configure(spec));
    return new JCache<>(cache, measure);
  }

  @Override
  public <V> PeerCache<V> attach(CacheSpec<V> spec) {
    Cache<Long, V> cache = manager.getCache(spec.name(), Long.class, spec.type());
    if (cache == null) {
      throw new UnsupportedOperationException("not shared by JVMs");
    }
    return new JCache<>(cache, measure);
  }

  @Override
  public void close() {
    provider.close();
  }

  private record JCache<V>(Cache<Long, V> cache, Measure measure) implements PeerCache<V> {

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
      return cache.getAll(keys);
    }

    @Override
    public void update(Long key, UnaryOperator<V> change) {
      cache.invoke(key, JCache::apply, change);
    }

    private static <V> @Nullable Void apply(MutableEntry<Long, V> entry, Object... arguments) {
      @SuppressWarnings("unchecked") // update() is the only caller
      UnaryOperator<V> change = (UnaryOperator<V>) arguments[0];
      entry.setValue(change.apply(entry.getValue()));
      return null;
    }

    @Override
    public void forEach(Consumer<? super V> action) {
      for (Cache.Entry<Long, V> entry : cache) {
        action.accept(entry.getValue());
      }
    }

    @Override
    public long bytesOutsideHeap() {
      return measure.bytesOutsideHeap(cache);
    }

    @Override
    public void close() {
      cache.getCacheManager().destroyCache(cache.getName());
    }
  }
}
