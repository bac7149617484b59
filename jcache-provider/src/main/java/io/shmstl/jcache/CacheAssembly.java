package io.shmstl.jcache;

import io.shmstl.codec.Codec;
import io.shmstl.codec.CodecException;
import io.shmstl.codec.CodecOptions;
import io.shmstl.codec.Codecs;
import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.StoreGateway;
import io.shmstl.jcache.cache.TypedCodec;
import io.shmstl.jcache.event.CacheEvents;
import io.shmstl.jcache.expiry.EntryExpiry;
import io.shmstl.jcache.integration.LoaderGateway;
import io.shmstl.jcache.integration.WriterGateway;
import io.shmstl.jcache.management.CacheStatistics;
import io.shmstl.jcache.manager.ManagerServices;
import io.shmstl.jcache.near.NearTier;
import io.shmstl.store.CacheStore;
import java.util.function.LongSupplier;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** Puts the parts of one cache handle together, calling the factories of its configuration. */
final class CacheAssembly<K, V> {
  private final ShmConfiguration<K, V> configuration;
  private final CacheParts parts;
  private final ManagerServices services;

  CacheAssembly(ShmConfiguration<K, V> configuration, CacheParts parts, ManagerServices services) {
    this.configuration = configuration;
    this.parts = parts;
    this.services = services;
  }

  /**
   * The context of the cache's operations, with its listeners registered. What a factory throws
   * passes through; then everything the factories have made is among the parts, for the caller to
   * close.
   *
   * @param cache the handle that events name
   */
  CacheContext<K, V> context(ShmCache<K, V> cache) {
    CacheStore store = parts.store();
    EntryExpiry expiry = EntryExpiry.of(parts.policy());
    StoreGateway gateway = new StoreGateway(store, services.clockMs(), expiry.isEternal());
    CacheContext<K, V> context =
        new CacheContext<>(
            store.descriptor().name(),
            gateway,
            near(gateway, expiry),
            codec(TypedCodec.Role.KEY, configuration.getKeyType(), configuration.getKeyCodec()),
            codec(
                TypedCodec.Role.VALUE, configuration.getValueType(), configuration.getValueCodec()),
            expiry,
            new CacheEvents<>(cache, services.deliveries()),
            loader(),
            configuration.isReadThrough(),
            writer(),
            new CacheStatistics(evictions(store)),
            services.clockMs());
    boolean isComplete = false;
    try {
      for (CacheEntryListenerConfiguration<K, V> listener :
          configuration.getCacheEntryListenerConfigurations()) {
        context.events().register(listener).forEach(parts.objects()::add);
      }
      isComplete = true;
      return context;
    } finally {
      if (!isComplete) {
        context.events().close().forEach(parts.objects()::add);
      }
    }
  }

  /** No tier where it is switched off, or where each read has to move a deadline. */
  private @Nullable NearTier<V> near(StoreGateway gateway, EntryExpiry expiry) {
    Long bytes = parts.nearBytes();
    return expiry.isMovedByAccess() || (bytes != null && bytes == 0)
        ? null
        : NearTier.of(gateway, bytes);
  }

  /** Entries that whichever process has evicted since the handle was opened. */
  private static LongSupplier evictions(CacheStore store) {
    long before = store.evictions();
    return () -> store.evictions() - before;
  }

  private <T> TypedCodec<T> codec(TypedCodec.Role role, Class<T> type, @Nullable String className) {
    CacheStore store = parts.store();
    String cache = store.descriptor().name();
    try {
      Codec<Object> codec =
          className == null
              ? Codecs.of(
                  type,
                  new CodecOptions(services.loader(), services.serialFilter(), store.schemas()),
                  role == TypedCodec.Role.KEY)
              : guarded(Codecs.instantiate(className, services.loader()), type);
      return new TypedCodec<>(cache, role, type, codec);
    } catch (CodecException e) {
      throw new CacheException(
          "cache %s: no codec for its %ss: %s".formatted(cache, role, e.getMessage()), e);
    }
  }

  /** What the codec reads and writes is checked against the type; the JVM does not say more. */
  @SuppressWarnings("unchecked")
  private static <T> Codec<Object> guarded(Codec<?> codec, Class<T> type) {
    return Codecs.guarded((Codec<T>) codec, type);
  }

  private @Nullable LoaderGateway<K, V> loader() {
    Factory<CacheLoader<K, V>> factory = configuration.getCacheLoaderFactory();
    return factory == null ? null : new LoaderGateway<>(parts.objects().add(factory.create()));
  }

  private @Nullable WriterGateway<K, V> writer() {
    Factory<CacheWriter<? super K, ? super V>> factory = configuration.getCacheWriterFactory();
    if (factory == null) {
      return null;
    }
    CacheWriter<? super K, ? super V> writer = parts.objects().add(factory.create());
    return configuration.isWriteThrough() ? new WriterGateway<>(writer) : null;
  }
}
