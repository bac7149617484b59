package io.shmstl.benchmarks.peer;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.jsr107.Eh107Configuration;

/** The providers, each with its own way of bounding a cache. */
final class JCachePeers {
  /** Times the usual capacity for what is not to evict. */
  private static final int AMPLE = 4;

  private static final long LEAST_BYTES = 1 << 20;

  /** What Ehcache and shmstl keep of their own for an entry, about, so that as many are held. */
  private static final long OWN_BYTES = 56;

  private JCachePeers() {}

  /**
   * shmstl.
   *
   * @param settings of the manager
   */
  static Peer shmstl(Path directory, Properties settings) {
    return new JCachePeer(
        "shmstl",
        URI.create("shmstl:" + directory.resolve("shmstl")),
        settings,
        new JCachePeer.Configurator() {
          @Override
          public <V> Configuration<Long, V> configure(CacheSpec<V> spec) {
            return new ShmConfiguration<Long, V>()
                .setTypes(Long.class, spec.type())
                .setCapacityBytes(capacity(spec));
          }
        },
        cache -> ((ShmCache<?, ?>) cache).figures().usedBytes());
  }

  static Peer caffeine(boolean byValue) {
    return new JCachePeer(
        "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
        null,
        new Properties(),
        new JCachePeer.Configurator() {
          @Override
          public <V> Configuration<Long, V> configure(CacheSpec<V> spec) {
            CaffeineConfiguration<Long, V> configuration = new CaffeineConfiguration<>();
            configuration.setTypes(Long.class, spec.type());
            configuration.setStoreByValue(byValue);
            if (spec.isBounded()) {
              configuration.setMaximumSize(OptionalLong.of(spec.entries()));
            }
            return configuration;
          }
        },
        JCachePeers::onHeap);
  }

  static Peer referenceImplementation() {
    return new JCachePeer(
        "org.jsr107.ri.spi.RICachingProvider",
        null,
        new Properties(),
        new JCachePeer.Configurator() {
          @Override
          public <V> Configuration<Long, V> configure(CacheSpec<V> spec) {
            if (spec.isBounded()) {
              throw new UnsupportedOperationException("never evicts");
            }
            return new MutableConfiguration<Long, V>().setTypes(Long.class, spec.type());
          }
        },
        JCachePeers::onHeap);
  }

  static Peer ehcache(boolean isOffHeap) {
    return new JCachePeer(
        "org.ehcache.jsr107.EhcacheCachingProvider",
        null,
        new Properties(),
        new JCachePeer.Configurator() {
          @Override
          public <V> Configuration<Long, V> configure(CacheSpec<V> spec) {
            long entries = spec.isBounded() ? spec.entries() : Long.MAX_VALUE / 2;
            var pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
            return Eh107Configuration.fromEhcacheCacheConfiguration(
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                    Long.class,
                    spec.type(),
                    isOffHeap
                        ? pools.offheap(Math.max(1, capacity(spec) >> 20), MemoryUnit.MB)
                        : pools.heap(entries, EntryUnit.ENTRIES)));
          }
        },
        cache -> {
          if (isOffHeap) {
            throw new UnsupportedOperationException("does not tell");
          }
          return 0;
        });
  }

  /** One member that joins nobody. */
  static Peer hazelcast() {
    Config config = new Config();
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    HazelcastInstance instance = Hazelcast.newHazelcastInstance(config);
    Properties properties = new Properties();
    properties.put(HazelcastCachingProvider.HAZELCAST_INSTANCE_ITSELF, instance);
    return new JCachePeer(
        HazelcastCachingProvider.MEMBER_CACHING_PROVIDER,
        null,
        properties,
        new JCachePeer.Configurator() {
          @Override
          public <V> Configuration<Long, V> configure(CacheSpec<V> spec) {
            CacheConfig<Long, V> configuration = new CacheConfig<>(spec.name());
            configuration.setTypes(Long.class, spec.type());
            configuration.setBackupCount(0);
            configuration.setEvictionConfig(
                new EvictionConfig()
                    .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                    .setEvictionPolicy(EvictionPolicy.LRU)
                    .setSize((int) (spec.isBounded() ? spec.entries() : Integer.MAX_VALUE)));
            return configuration;
          }
        },
        JCachePeers::onHeap);
  }

  private static long onHeap(@SuppressWarnings("unused") Cache<?, ?> cache) {
    return 0;
  }

  private static long capacity(CacheSpec<?> spec) {
    long usual = Math.max(LEAST_BYTES, spec.entries() * (spec.entryBytes() + OWN_BYTES));
    return spec.isBounded() ? usual : AMPLE * usual;
  }
}
