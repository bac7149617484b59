package io.shmstl.jcache;

import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.UserObjects;
import io.shmstl.jcache.manager.ManagerServices;
import io.shmstl.jcache.near.NearTier;
import io.shmstl.jcache.operation.BulkLoads;
import io.shmstl.jcache.operation.CacheReads;
import io.shmstl.jcache.operation.Operation;
import io.shmstl.jcache.operation.OperationRunner;
import io.shmstl.jcache.operation.Operations;
import io.shmstl.jcache.operation.Sweep;
import io.shmstl.jcache.processor.ProcessorOperation;
import io.shmstl.jcache.processor.ProcessorResult;
import io.shmstl.snapshot.SegmentFigures;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose contents lie in shared memory: one manager's handle on what every process of the
 * host sees. Any thread.
 *
 * <p>Closing it closes this handle and leaves the contents. When the cache is destroyed, by
 * whichever process, {@link #isClosed} turns true and every operation throws {@link
 * IllegalStateException}. A key of more than 65,535 bytes, a value of more than an eighth of the
 * capacity, a cache that is full and cannot make room, a lock or lease that another process keeps
 * too long, and what no codec can write or read are {@link CacheException}s that say what was found
 * and expected, with their cause.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class ShmCache<K, V> implements Cache<K, V> {
  private final ShmCacheManager manager;
  private final CacheParts parts;
  private final CacheContext<K, V> context;
  private final LiveConfiguration<K, V> configuration;
  private final OperationRunner<K, V> runner;
  private final CacheReads<K, V> reads;
  private final BulkLoads<K, V> loads;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /**
   * Opens a handle; what a factory of the configuration throws passes through, and the parts are
   * the caller's to close then.
   *
   * @param configuration complete, and this handle's to keep
   */
  ShmCache(
      ShmCacheManager manager,
      ShmConfiguration<K, V> configuration,
      CacheParts parts,
      ManagerServices services) {
    this.manager = manager;
    this.parts = parts;
    this.context = new CacheAssembly<>(configuration, parts, services).context(this);
    this.configuration =
        new LiveConfiguration<>(
            configuration, manager.getURI().toString(), context.name(), context.statistics());
    this.runner = new OperationRunner<>(context);
    this.reads = new CacheReads<>(context, runner);
    this.loads = new BulkLoads<>(context, runner, services.loads());
    boolean isOpen = false;
    try {
      this.configuration.switchOn();
      isOpen = true;
    } finally {
      if (!isOpen) {
        closeUsers();
      }
    }
  }

  @Override
  public @Nullable V get(K key) {
    requireOpen();
    return reads.get(key);
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    requireOpen();
    requireKeys(keys);
    return reads.getAll(keys);
  }

  @Override
  public boolean containsKey(K key) {
    requireOpen();
    return reads.containsKey(key);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys,
      boolean replaceExistingValues,
      @Nullable CompletionListener completionListener) {
    requireOpen();
    loads.start(requireKeys(keys), replaceExistingValues, completionListener);
  }

  @Override
  public void put(K key, V value) {
    runner.put(key, requireValue(value));
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return run(key, Operations.getAndPut(requireValue(value)));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    requireOpen();
    Objects.requireNonNull(map, "map");
    List<K> keys = new ArrayList<>(map.size());
    List<V> values = new ArrayList<>(map.size());
    map.forEach((key, value) -> {
      context.keys().requireType(key);
      keys.add(key);
      values.add(requireValue(value));
    });
    runner.<Void>runAll(keys, place -> Operations.put(values.get(place)));
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return isTrue(run(key, Operations.putIfAbsent(requireValue(value))));
  }

  @Override
  public boolean remove(K key) {
    return isTrue(run(key, Operations.remove()));
  }

  @Override
  public boolean remove(K key, V oldValue) {
    return isTrue(run(key, Operations.remove(requireValue(oldValue))));
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    return run(key, Operations.getAndRemove());
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return isTrue(run(key, Operations.replace(requireValue(oldValue), requireValue(newValue))));
  }

  @Override
  public boolean replace(K key, V value) {
    return isTrue(run(key, Operations.replace(requireValue(value))));
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    return run(key, Operations.getAndReplace(requireValue(value)));
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    requireOpen();
    runner.<Boolean>runAll(requireKeys(keys), place -> Operations.remove());
  }

  @Override
  public void removeAll() {
    requireOpen();
    new Sweep<>(context, runner).removeAll();
  }

  @Override
  public void clear() {
    requireOpen();
    context.store().clear();
  }

  @Override
  public <T> @Nullable T invoke(
      K key, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
    requireOpen();
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(entryProcessor, "entryProcessor");
    return runner.run(key, new ProcessorOperation<>(entryProcessor, arguments));
  }

  /** Each key by itself: what goes wrong with one is found in its result and stops no other. */
  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
    requireOpen();
    List<K> copy = requireKeys(keys);
    Objects.requireNonNull(entryProcessor, "entryProcessor");
    Map<K, EntryProcessorResult<T>> results = HashMap.newHashMap(copy.size());
    for (K key : copy) {
      try {
        T result = runner.run(key, new ProcessorOperation<>(entryProcessor, arguments));
        if (result != null) {
          results.put(key, ProcessorResult.of(result));
        }
      } catch (RuntimeException e) {
        if (isClosed()) {
          throw e;
        }
        results.put(key, ProcessorResult.failed(e));
      }
    }
    return results;
  }

  /** Entries as they are met; see {@code CacheIterator}. */
  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    requireOpen();
    return new CacheIterator<>(context, runner);
  }

  @Override
  public String getName() {
    return context.name();
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  /**
   * A copy of the configuration, with capacity and codecs, and with the listeners and switches as
   * they are now.
   *
   * @throws IllegalArgumentException if it is not of the class asked for
   */
  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    if (type.isAssignableFrom(ShmConfiguration.class)) {
      return type.cast(configuration());
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected " + ShmConfiguration.class.getName());
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    Objects.requireNonNull(listener, "listener");
    List<Object> refused = context.events().register(listener);
    if (!refused.isEmpty()) {
      UserObjects.close(getName(), refused);
      throw closed();
    }
    configuration.add(listener);
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    Objects.requireNonNull(listener, "listener");
    configuration.remove(listener);
    UserObjects.close(getName(), context.events().deregister(listener));
  }

  /** Closes this handle; the contents stay for the others and for the next start. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      manager.forget(this);
      try (parts) {
        closeUsers();
      }
    }
  }

  /** Takes out the beans and the listeners, whose objects are closed with the parts. */
  private void closeUsers() {
    try {
      configuration.close();
    } finally {
      NearTier<V> near = context.near();
      if (near != null) {
        near.close();
      }
      context.events().close().forEach(parts.objects()::add);
    }
  }

  /**
   * Whether the handle was closed or its cache destroyed. A handle that finds its cache destroyed
   * closes itself.
   */
  @Override
  public boolean isClosed() {
    if (!isClosed.get() && context.store().isDestroyed()) {
      close();
    }
    return isClosed.get();
  }

  /**
   * This cache as {@code ShmCache}.
   *
   * @throws IllegalArgumentException if another class is asked for
   */
  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected " + ShmCache.class.getName());
  }

  /**
   * Figures of the cache's segment: how many bytes are total, reserved, used and free, and the
   * counts of its map. Any thread; waits for nobody.
   *
   * @throws IllegalStateException if the cache is closed
   */
  public SegmentFigures figures() {
    requireOpen();
    return context.store().figures();
  }

  /**
   * Writes a compact copy of the cache, as it is at this moment, to a new file; others go on using
   * the cache. {@link ShmCacheManager#importCache} makes a cache of it, and {@code jdbc:shmstl:}
   * followed by its absolute name reads it as a table.
   *
   * @return how many entries it has
   * @throws FileAlreadyExistsException if the name is taken; what it stands for is untouched
   * @throws IOException if the file cannot be written; nothing is left of it
   * @throws CacheException if writers needed the memory that held the snapshot: try again
   * @throws IllegalStateException if the cache is closed
   */
  public long exportTo(Path file) throws IOException {
    requireOpen();
    return context.store().exportTo(file);
  }

  @Override
  public String toString() {
    return "ShmCache " + getName() + " of " + manager.getURI();
  }

  /** What this handle has counted while statistics were on, whether or not as MBean. */
  public CacheStatisticsMXBean getStatistics() {
    return context.statistics();
  }

  /** A copy of the configuration as it is now. */
  ShmConfiguration<K, V> configuration() {
    return configuration.copy();
  }

  /** Switches counting, and with it the statistics MBean. */
  void setStatisticsEnabled(boolean enabled) {
    configuration.setStatisticsEnabled(enabled);
  }

  /** Registers or unregisters the configuration MBean. */
  void setManagementEnabled(boolean enabled) {
    configuration.setManagementEnabled(enabled);
  }

  private <R> @Nullable R run(K key, Operation<K, V, R> operation) {
    requireOpen();
    return runner.run(key, operation);
  }

  /** Whether the handle is open; the store itself refuses when the cache was destroyed. */
  private void requireOpen() {
    if (isClosed.get()) {
      throw closed();
    }
  }

  private IllegalStateException closed() {
    return new IllegalStateException("cache " + getName() + " is closed");
  }

  private V requireValue(V value) {
    requireOpen();
    context.values().requireType(value);
    return value;
  }

  /** The keys in a list of their own, none null or of a wrong type. */
  private List<K> requireKeys(Set<? extends K> keys) {
    Objects.requireNonNull(keys, "keys");
    List<K> copy = new ArrayList<>(keys.size());
    for (K key : keys) {
      context.keys().requireType(key);
      copy.add(key);
    }
    return copy;
  }

  private static boolean isTrue(@Nullable Boolean answer) {
    return Boolean.TRUE.equals(answer);
  }
}
