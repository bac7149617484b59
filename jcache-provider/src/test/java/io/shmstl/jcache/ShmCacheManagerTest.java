package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShmCacheManagerTest {
  @Test
  void aCacheThatAnotherManagerCreatedIsOpenedByItsStoredConfiguration() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache(
          CacheKit.strings()
              .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE))
              .setStatisticsEnabled(true));
      kit.opened().put("key", "value");

      Cache<String, String> found = kit.openedElsewhere();

      assertThat(found.get("key")).isEqualTo("value");
      ShmConfiguration<?, ?> configuration = configuration(found);
      assertThat(configuration.getCapacityBytes()).hasValue(1L << 20);
      assertThat(configuration.getExpiryPolicyFactory())
          .isEqualTo(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE));
      assertThat(configuration.isStatisticsEnabled()).isFalse();
      kit.advance(60_000);
      assertThat(found.get("key")).isNull();
    }
  }

  @Test
  void aPolicyOfTheUserIsStoredAndMadeAgain() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache(CacheKit.strings().setExpiryPolicyFactory(new TenSecondsFactory()));

      Cache<String, String> found = kit.openedElsewhere();
      found.put("key", "value");

      kit.advance(9_999);
      assertThat(found.get("key")).isEqualTo("value");
      kit.advance(1);
      assertThat(found.get("key")).isNull();
    }
  }

  @Test
  void aPolicyWhoseFactoryWasNotSerializableNeedsCreateCache() {
    try (CacheKit kit = new CacheKit()) {
      Object keepsTheLambdaFromBeingSerialized = new Object();
      ShmConfiguration<String, String> configuration =
          CacheKit.strings()
              .setExpiryPolicyFactory(() -> {
                assertThat(keepsTheLambdaFromBeingSerialized).isNotNull();
                return new TenSeconds();
              });
      kit.cache(configuration);

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(kit::openedElsewhere)
          .withMessageContaining("policy(" + TenSeconds.class.getName() + ")")
          .withMessageContaining("createCache");
      assertThat(kit.otherManager().createCache(CacheKit.NAME, configuration)).isNotNull();
    }
  }

  @Test
  void aFactoryThatTheFilterRejectsIsACacheException() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache(CacheKit.strings().setExpiryPolicyFactory(new TenSecondsFactory()));
      CacheManager filtering = kit.provider().getCacheManager(kit.uri("?serialFilter=!*"), null);

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> filtering.getCache(CacheKit.NAME))
          .withMessageContaining("REJECTED");
    }
  }

  @Test
  void createCacheAttachesToACacheWithTheSameConfiguration() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache().put("key", "value");

      Cache<String, String> attached =
          kit.otherManager()
              .createCache(
                  CacheKit.NAME,
                  new MutableConfiguration<String, String>().setTypes(String.class, String.class));

      assertThat(attached.get("key")).isEqualTo("value");
    }
  }

  @Test
  void eachFieldThatDiffersIsNamed() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache();

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> kit.otherManager().createCache(CacheKit.NAME, longs()))
          .withMessageContaining("keyType is java.lang.String, wanted java.lang.Long")
          .withMessageContaining("expiry is eternal, wanted modified(PT1H)")
          .withMessageContaining("capacity is 1m, wanted 2m")
          .withMessageContaining("shmstl.onMismatch")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("valueType"));
    }
  }

  @Test
  void onMismatchAttachUsesWhatIsStored() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache().put("key", "value");
      CacheManager manager = kit.provider().getCacheManager(kit.uri("?onMismatch=attach"), null);

      Cache<?, ?> attached = manager.createCache(CacheKit.NAME, longs());

      assertThat(configuration(attached).getKeyType()).isEqualTo(String.class);
      assertThat(configuration(attached).getCapacityBytes()).hasValue(1L << 20);
      assertThat(attached).hasSize(1);
    }
  }

  @Test
  void onMismatchRecreateStartsAnewForEverybody() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> old = kit.cache();
      old.put("key", "value");
      CacheManager manager =
          kit.provider().getCacheManager(kit.uri("?cache.orders.onMismatch=recreate"), null);

      Cache<Long, String> recreated = manager.createCache(CacheKit.NAME, longs());

      assertThat(recreated).isEmpty();
      recreated.put(1L, "one");
      assertThat(old.isClosed()).isTrue();
      assertThatIllegalStateException().isThrownBy(() -> old.get("key"));
      assertThat(kit.<Long, String>opened().get(1L)).isEqualTo("one");
    }
  }

  @Test
  void aCacheOpenInThisManagerIsNotCreatedAgain() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache();

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(kit::cache)
          .withMessageContaining("is open");
    }
  }

  @Test
  void aClassTheManagersLoaderLacksIsNamed() {
    try (CacheKit kit = new CacheKit()) {
      kit.manager()
          .createCache(
              CacheKit.NAME,
              new MutableConfiguration<String, TenSeconds>()
                  .setTypes(String.class, TenSeconds.class));
      ClassLoader lacking = new SeparateLoader(TenSeconds.class.getName());

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(
              () -> kit.provider().getCacheManager(kit.uri(), lacking).getCache(CacheKit.NAME))
          .withMessageContaining(TenSeconds.class.getName())
          .withMessageContaining("value type")
          .withCauseInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void typesOtherThanTheCachesAreRefusedNamingBoth() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache();

      assertThatExceptionOfType(ClassCastException.class)
          .isThrownBy(() -> kit.manager().getCache(CacheKit.NAME, Long.class, String.class))
          .withMessageContaining("key type is java.lang.String, wanted java.lang.Long");
      assertThatExceptionOfType(ClassCastException.class)
          .isThrownBy(() -> kit.otherManager().getCache(CacheKit.NAME, String.class, Object.class))
          .withMessageContaining("value type is java.lang.String, wanted java.lang.Object");
    }
  }

  @Test
  void namesAreThoseOpenedHereAndTheRegistryHasAll() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache();
      kit.otherManager().createCache("second", CacheKit.strings());

      assertThat(kit.manager().getCacheNames()).containsExactly(CacheKit.NAME);
      assertThat(kit.otherManager().getCacheNames()).containsExactly("second");
      assertThat(kit.manager().getRegisteredCacheNames()).containsExactly(CacheKit.NAME, "second");
      Iterator<String> names = kit.manager().getCacheNames().iterator();
      names.next();
      assertThatThrownBy(names::remove).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void destroyWorksOnNamesNeverOpenedHereAndClosesTheHandlesOfOthers() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.put("key", "value");

      kit.otherManager().destroyCache(CacheKit.NAME);
      kit.otherManager().destroyCache("never created");

      assertThatIllegalStateException()
          .isThrownBy(() -> cache.put("key", "value"))
          .withMessageContaining("destroyed");
      assertThat(cache.isClosed()).isTrue();
      assertThat(kit.manager().getCacheNames()).isEmpty();
      assertThat(kit.manager().getRegisteredCacheNames()).isEmpty();
      assertThat(kit.manager().<Object, Object>getCache(CacheKit.NAME)).isNull();
      assertThat(kit.cache()).isEmpty();
    }
  }

  @Test
  void aCacheThatWasDestroyedElsewhereIsNoLongerAmongTheNames() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache();
      kit.manager().createCache("second", CacheKit.strings());
      kit.manager().createCache("third", CacheKit.strings());

      kit.otherManager().destroyCache(CacheKit.NAME);

      assertThat(kit.manager().getCacheNames()).containsExactly("second", "third");
      assertThat(kit.cache()).isEmpty();
    }
  }

  @Test
  void contentsOutliveHandlesManagersAndProviders() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache().put("key", "value");
      kit.opened().close();
      assertThat(kit.manager().getCacheNames()).isEmpty();
      assertThat(kit.opened().get("key")).isEqualTo("value");

      kit.manager().close();
      assertThat(kit.opened().get("key")).isEqualTo("value");

      kit.provider().close();
      assertThat(kit.opened().get("key")).isEqualTo("value");
    }
  }

  @Test
  void aClosedManagerRefusesEverything() {
    try (CacheKit kit = new CacheKit()) {
      ShmCacheManager manager = kit.manager();
      ShmCache<String, String> cache = kit.cache();

      manager.close();
      manager.close();

      assertThat(manager.isClosed()).isTrue();
      assertThat(cache.isClosed()).isTrue();
      List<Runnable> calls =
          List.of(
              () -> manager.createCache("other", CacheKit.strings()),
              () -> manager.getCache(CacheKit.NAME),
              () -> manager.getCache(CacheKit.NAME, String.class, String.class),
              manager::getCacheNames,
              manager::getRegisteredCacheNames,
              () -> manager.destroyCache(CacheKit.NAME),
              () -> manager.enableManagement(CacheKit.NAME, true),
              () -> manager.enableStatistics(CacheKit.NAME, true));
      for (Runnable call : calls) {
        assertThatIllegalStateException().isThrownBy(call::run);
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the API takes a raw class
  void theConfigurationIsCopiedBothWays() {
    try (CacheKit kit = new CacheKit()) {
      ShmConfiguration<String, String> configuration = CacheKit.strings();
      ShmCache<String, String> cache = kit.cache(configuration);

      configuration.setReadThrough(true);
      cache.getConfiguration(ShmConfiguration.class).setStatisticsEnabled(true);

      CompleteConfiguration<?, ?> now = cache.getConfiguration(CompleteConfiguration.class);
      assertThat(now.isReadThrough()).isFalse();
      assertThat(now.isStatisticsEnabled()).isFalse();
      assertThat(cache.getConfiguration(Configuration.class).getKeyType()).isEqualTo(String.class);
    }
  }

  @Test
  void settingsFillInWhatTheConfigurationLeavesOpen() {
    try (CacheKit kit = new CacheKit()) {
      kit.with("shmstl.cache.orders.capacity", "3m")
          .with("shmstl.expiry", "created(PT1M)")
          .with("shmstl.statistics", "true");

      ShmCache<String, String> cache =
          kit.cache(
              new MutableConfiguration<String, String>().setTypes(String.class, String.class));
      ShmCache<String, String> explicit =
          (ShmCache<String, String>)
              kit.manager()
                  .createCache(
                      "explicit",
                      CacheKit.strings()
                          .setExpiryPolicyFactory(
                              ModifiedExpiryPolicy.factoryOf(Duration.ONE_HOUR)));

      assertThat(cache.configuration().getCapacityBytes()).hasValue(3L << 20);
      assertThat(cache.configuration().getExpiryPolicyFactory())
          .isEqualTo(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE));
      assertThat(cache.configuration().isStatisticsEnabled()).isTrue();
      assertThat(explicit.configuration().getCapacityBytes()).hasValue(1L << 20);
      assertThat(explicit.configuration().getExpiryPolicyFactory())
          .isEqualTo(ModifiedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
    }
  }

  @Test
  void aCapacityIsRoundedUpToWholePagesWhereverItIsAskedFor() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache(CacheKit.strings().setCapacityBytes(2_000_001));
      Cache<?, ?> other =
          kit.otherManager()
              .createCache(CacheKit.NAME, CacheKit.strings().setCapacityBytes(2_000_001));

      assertThat(cache.configuration().getCapacityBytes()).hasValue(489 * 4096);
      assertThat(configuration(other).getCapacityBytes()).hasValue(489 * 4096);
    }
  }

  @Test
  void whatCannotBeConfiguredIsRefused() {
    try (CacheKit kit = new CacheKit()) {
      assertThatThrownBy(() -> kit.cache(CacheKit.strings().setStoreByValue(false)))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kit.cache(CacheKit.strings().setCapacity("1k")))
          .withMessageContaining("cache orders: capacity is 1024 bytes, allowed are 1048576 to");
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              kit.cache(
                  new MutableConfiguration<Integer, Integer>().setTypes(int.class, Integer.class)))
          .withMessageContaining("int");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kit.manager().enableStatistics("unknown", true))
          .withMessageContaining("unknown");
    }
  }

  @Test
  void unwrapKnowsItsOwnClassOnly() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      assertThat(kit.manager().unwrap(ShmCacheManager.class)).isSameAs(kit.manager());
      assertThat((Object) cache.unwrap(ShmCache.class)).isSameAs(cache);
      assertThatIllegalArgumentException().isThrownBy(() -> kit.manager().unwrap(String.class));
      assertThatIllegalArgumentException().isThrownBy(() -> cache.unwrap(String.class));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.getConfiguration(OwnConfiguration.class));
    }
  }

  private static ShmConfiguration<?, ?> configuration(Cache<?, ?> cache) {
    return ((ShmCache<?, ?>) cache).configuration();
  }

  private static ShmConfiguration<Long, String> longs() {
    return new ShmConfiguration<Long, String>()
        .setTypes(Long.class, String.class)
        .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_HOUR))
        .setCapacity("2m");
  }

  /** A configuration this provider does not have. */
  private interface OwnConfiguration extends Configuration<String, String> {}

  /** A policy that is none of the standard ones. */
  public static final class TenSeconds implements ExpiryPolicy, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Duration getExpiryForCreation() {
      return new Duration(TimeUnit.SECONDS, 10);
    }

    @Override
    public @Nullable Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public @Nullable Duration getExpiryForUpdate() {
      return null;
    }
  }

  /** Its factory. */
  public static final class TenSecondsFactory implements Factory<ExpiryPolicy> {
    private static final long serialVersionUID = 1L;

    @Override
    public ExpiryPolicy create() {
      return new TenSeconds();
    }
  }
}
