package io.shmstl.jcache;

import io.shmstl.jcache.management.CacheMBeans;
import io.shmstl.jcache.management.CacheStatistics;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one cache handle as it is now: listeners come and go while the handle is
 * open, statistics and management are switched, and the MBeans that show them with these. Guarded
 * by itself.
 */
final class LiveConfiguration<K, V> implements AutoCloseable {
  private final ShmConfiguration<K, V> configuration;
  private final String manager;
  private final String cache;
  private final CacheStatistics statistics;
  private boolean isClosed;

  /** Made when the first bean is wanted. */
  private @Nullable CacheMBeans beans;

  /**
   * A configuration without beans.
   *
   * @param configuration complete, and this one's to keep
   * @param manager URI of the cache manager
   * @param cache name of the cache
   */
  LiveConfiguration(
      ShmConfiguration<K, V> configuration,
      String manager,
      String cache,
      CacheStatistics statistics) {
    this.configuration = configuration;
    this.manager = manager;
    this.cache = cache;
    this.statistics = statistics;
  }

  /** A copy of it as it is now. */
  synchronized ShmConfiguration<K, V> copy() {
    return new ShmConfiguration<>(configuration);
  }

  synchronized void add(CacheEntryListenerConfiguration<K, V> listener) {
    configuration.addCacheEntryListenerConfiguration(listener);
  }

  synchronized void remove(CacheEntryListenerConfiguration<K, V> listener) {
    configuration.removeCacheEntryListenerConfiguration(listener);
  }

  /** Switches on what it says is on. */
  synchronized void switchOn() {
    setStatisticsEnabled(configuration.isStatisticsEnabled());
    setManagementEnabled(configuration.isManagementEnabled());
  }

  /**
   * Switches counting, and with it the statistics MBean.
   *
   * @throws IllegalStateException if it is closed
   */
  synchronized void setStatisticsEnabled(boolean enabled) {
    requireOpen();
    configuration.setStatisticsEnabled(enabled);
    statistics.setEnabled(enabled);
    register(CacheMBeans.Kind.STATISTICS, enabled);
  }

  /**
   * Registers or unregisters the configuration MBean.
   *
   * @throws IllegalStateException if it is closed
   */
  synchronized void setManagementEnabled(boolean enabled) {
    requireOpen();
    configuration.setManagementEnabled(enabled);
    register(CacheMBeans.Kind.CONFIGURATION, enabled);
  }

  /** Takes the beans out; nothing can be switched any more. */
  @Override
  public synchronized void close() {
    isClosed = true;
    if (beans != null) {
      beans.close();
    }
  }

  private void register(CacheMBeans.Kind kind, boolean wanted) {
    if (wanted && beans == null) {
      beans = new CacheMBeans(manager, cache, this::copy, statistics);
    }
    if (beans != null) {
      beans.setRegistered(kind, wanted);
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("cache " + cache + " is closed");
    }
  }
}
