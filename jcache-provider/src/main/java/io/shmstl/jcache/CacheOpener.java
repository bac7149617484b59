package io.shmstl.jcache;

import io.shmstl.jcache.cache.UserObjects;
import io.shmstl.jcache.config.ByteSize;
import io.shmstl.jcache.config.CacheSettings;
import io.shmstl.jcache.config.MismatchPolicy;
import io.shmstl.jcache.config.Settings;
import io.shmstl.jcache.manager.ManagerServices;
import io.shmstl.jcache.manager.StoredConfiguration;
import io.shmstl.jcache.manager.StoredExpiry;
import io.shmstl.jcache.manager.StoredTypes;
import io.shmstl.store.CacheDescriptor;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.cache.CacheException;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Opens caches for one manager: brings together what the caller configures, what settings say and
 * what the space has stored. Called under the manager's lock.
 */
final class CacheOpener {
  /** How often a cache that differs is destroyed and created before somebody else must be at it. */
  private static final int MOST_RECREATIONS = 10;

  private final ShmCacheManager manager;
  private final Space space;
  private final Settings settings;
  private final ManagerServices services;

  CacheOpener(ShmCacheManager manager, Space space, Settings settings, ManagerServices services) {
    this.manager = manager;
    this.space = space;
    this.settings = settings;
    this.services = services;
  }

  /**
   * Creates the cache or attaches to the one the space has.
   *
   * @param configuration a copy of the caller's, for this cache to keep
   */
  <K, V> ShmCache<K, V> create(String name, ShmConfiguration<K, V> configuration) {
    if (!configuration.isStoreByValue()) {
      throw new UnsupportedOperationException(
          "cache %s: store by reference is not supported, values are stored as bytes"
              .formatted(name));
    }
    requireClass(name, "key type", configuration.getKeyType());
    requireClass(name, "value type", configuration.getValueType());
    CacheSettings ofCache = settings.cache(name);
    fillIn(configuration, ofCache);
    UserObjects objects = new UserObjects(name);
    ShmCache<K, V> cache = null;
    try {
      ExpiryPolicy policy = objects.add(configuration.getExpiryPolicyFactory().create());
      cache = create(name, configuration, ofCache.onMismatch(), policy, objects);
      return cache;
    } finally {
      if (cache == null) {
        objects.close();
      }
    }
  }

  private <K, V> ShmCache<K, V> create(
      String name,
      ShmConfiguration<K, V> configuration,
      MismatchPolicy onMismatch,
      ExpiryPolicy policy,
      UserObjects objects) {
    StoredConfiguration wanted = wanted(configuration, policy);
    CacheDescriptor descriptor =
        CacheDescriptor.wanted(
            name,
            configuration.getCapacityBytes().orElse(ShmConfiguration.DEFAULT_CAPACITY_BYTES),
            wanted.settings());
    for (int attempt = 0; attempt < MOST_RECREATIONS; attempt++) {
      CacheStore store = space.create(descriptor);
      List<String> differences = List.of();
      if (!store.wasCreated()) {
        differences = differences(store, wanted, configuration.getCapacityBytes());
      }
      if (differences.isEmpty()) {
        return open(configuration, parts(store, policy, objects));
      }
      if (onMismatch == MismatchPolicy.ATTACH) {
        return attach(configuration, store, objects);
      }
      store.close();
      if (onMismatch == MismatchPolicy.FAIL) {
        throw new CacheException(
            "cache %s exists with another configuration: %s; see the setting shmstl.onMismatch"
                .formatted(name, String.join("; ", differences)));
      }
      space.destroy(name);
    }
    throw new CacheException(
        "cache %s: found another configuration %d times after destroying it, expected nobody else"
                .formatted(name, MOST_RECREATIONS)
            + " to create it");
  }

  /** Opens the cache the space has, by its stored configuration; null if it has none. */
  @Nullable ShmCache<?, ?> find(String name) {
    CacheStore store = space.find(name);
    if (store == null) {
      return null;
    }
    CacheSettings ofCache = settings.cache(name);
    ShmConfiguration<Object, Object> configuration =
        new ShmConfiguration<>()
            .setStatisticsEnabled(Boolean.TRUE.equals(ofCache.statistics()))
            .setManagementEnabled(Boolean.TRUE.equals(ofCache.management()));
    return attach(configuration, store, new UserObjects(name));
  }

  /** Opens a store with everything that is stored as the store has it. */
  private <K, V> ShmCache<K, V> attach(
      ShmConfiguration<K, V> configuration, CacheStore store, UserObjects objects) {
    ExpiryPolicy policy = null;
    try {
      adopt(configuration, store);
      policy = objects.add(configuration.getExpiryPolicyFactory().create());
    } finally {
      if (policy == null) {
        objects.close();
        store.close();
      }
    }
    return open(configuration, parts(store, policy, objects));
  }

  private CacheParts parts(CacheStore store, ExpiryPolicy policy, UserObjects objects) {
    Long nearBytes = settings.cache(store.descriptor().name()).nearBytes();
    return new CacheParts(store, policy, nearBytes, objects);
  }

  private <K, V> ShmCache<K, V> open(ShmConfiguration<K, V> configuration, CacheParts parts) {
    boolean isOpen = false;
    try {
      configuration.setCapacityBytes(parts.store().descriptor().capacityBytes());
      ShmCache<K, V> cache = new ShmCache<>(manager, configuration, parts, services);
      isOpen = true;
      return cache;
    } finally {
      if (!isOpen) {
        parts.close();
      }
    }
  }

  private static void requireClass(String name, String role, Class<?> type) {
    if (type.isPrimitive()) {
      throw new IllegalArgumentException(
          "cache %s: found %s as %s, expected a class: values of primitive types are boxed"
              .formatted(name, type, role));
    }
  }

  /** Puts settings where the configuration says nothing. */
  private static void fillIn(ShmConfiguration<?, ?> configuration, CacheSettings ofCache) {
    if (ofCache.capacityBytes() != null && configuration.getCapacityBytes().isEmpty()) {
      configuration.setCapacityBytes(ofCache.capacityBytes());
    }
    if (configuration.getKeyCodec() == null) {
      configuration.setKeyCodecName(ofCache.keyCodec());
    }
    if (configuration.getValueCodec() == null) {
      configuration.setValueCodecName(ofCache.valueCodec());
    }
    if (ofCache.expiry() != null
        && EternalExpiryPolicy.factoryOf().equals(configuration.getExpiryPolicyFactory())) {
      configuration.setExpiryPolicyFactory(ofCache.expiry().factory());
    }
    if (Boolean.TRUE.equals(ofCache.statistics())) {
      configuration.setStatisticsEnabled(true);
    }
    if (Boolean.TRUE.equals(ofCache.management())) {
      configuration.setManagementEnabled(true);
    }
  }

  private static StoredConfiguration wanted(
      ShmConfiguration<?, ?> configuration, ExpiryPolicy policy) {
    StoredExpiry expiry = StoredExpiry.of(policy, configuration.getExpiryPolicyFactory());
    return new StoredConfiguration(
        configuration.getKeyType().getName(),
        configuration.getValueType().getName(),
        expiry.text(),
        codecText(configuration.getKeyCodec()),
        codecText(configuration.getValueCodec()),
        expiry.serializedFactory());
  }

  private static List<String> differences(
      CacheStore store, StoredConfiguration wanted, OptionalLong wantedCapacity) {
    CacheDescriptor stored = store.descriptor();
    List<String> differences = new ArrayList<>(StoredConfiguration.of(stored).differences(wanted));
    if (wantedCapacity.isPresent()
        && CacheDescriptor.wholePages(wantedCapacity.getAsLong()) != stored.capacityBytes()) {
      differences.add(
          "capacity is %s, wanted %s"
              .formatted(
                  ByteSize.format(stored.capacityBytes()),
                  ByteSize.format(wantedCapacity.getAsLong())));
    }
    return differences;
  }

  /** Makes the configuration what is stored, in everything that is. */
  private void adopt(ShmConfiguration<?, ?> configuration, CacheStore store) {
    String name = store.descriptor().name();
    StoredConfiguration stored = StoredConfiguration.of(store.descriptor());
    StoredExpiry expiry = new StoredExpiry(stored.expiry(), stored.expiryFactory());
    setTypes(
        configuration,
        StoredTypes.find(name, "key type", stored.keyType(), services.loader()),
        StoredTypes.find(name, "value type", stored.valueType(), services.loader()));
    configuration
        .setExpiryPolicyFactory(expiry.factory(name, services.loader(), services.serialFilter()))
        .setKeyCodecName(codecName(stored.keyCodec()))
        .setValueCodecName(codecName(stored.valueCodec()));
  }

  /** The stored types hold from here on, whatever type arguments the caller has written. */
  @SuppressWarnings("unchecked")
  private static <K, V> void setTypes(
      ShmConfiguration<K, V> configuration, Class<?> keyType, Class<?> valueType) {
    configuration.setTypes((Class<K>) keyType, (Class<V>) valueType);
  }

  private static String codecText(@Nullable String className) {
    return className == null ? StoredConfiguration.BUILT_IN : className;
  }

  private static @Nullable String codecName(String text) {
    return text.equals(StoredConfiguration.BUILT_IN) ? null : text;
  }
}
