package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

class ShmCachingProviderTest {
  @Test
  void theLiteralNameFindsTheProvider() {
    CachingProvider provider = Caching.getCachingProvider("shmstl");

    assertThat(provider).isInstanceOf(ShmCachingProvider.class);
    assertThat(provider.getClass().getName()).isEqualTo("shmstl");
    assertThat(provider).isSameAs(Caching.getCachingProvider("shmstl"));
    assertThat(Caching.getCachingProvider()).isSameAs(provider);
    assertThat(provider.getDefaultURI()).hasToString("shmstl:default");
  }

  @Test
  void theServiceIsNamedAsTheLiteral() {
    assertThat(ServiceLoader.load(CachingProvider.class))
        .extracting(provider -> provider.getClass().getName())
        .containsExactly("shmstl");
  }

  @Test
  void anotherClassLoaderGetsItsOwnProviderOverTheSameContents() {
    try (CacheKit kit = new CacheKit()) {
      kit.cache().put("key", "value");
      SeparateLoader loader = new SeparateLoader();

      try (CachingProvider provider = Caching.getCachingProvider("shmstl", loader)) {
        assertThat(provider.getClass()).isNotEqualTo(kit.provider().getClass());
        assertThat(provider.getClass().getClassLoader()).isSameAs(loader);
        CacheManager manager = provider.getCacheManager(kit.uri(), null);
        Cache<String, String> cache = manager.getCache(CacheKit.NAME, String.class, String.class);

        assertThat(cache.get("key")).isEqualTo("value");
        cache.put("back", "again");
      }
      assertThat(kit.opened().get("back")).isEqualTo("again");
    }
  }

  @Test
  void managersAreToldApartByUriAndClassLoader() {
    try (CacheKit kit = new CacheKit()) {
      CacheManager manager = kit.manager();
      ClassLoader other = new ClassLoader(getClass().getClassLoader()) {};

      assertThat(kit.provider().getCacheManager(kit.uri(), null)).isSameAs(manager);
      assertThat(kit.provider().getCacheManager(kit.uri(), other))
          .isNotSameAs(manager)
          .returns(other, CacheManager::getClassLoader);
      assertThat(kit.otherManager()).isNotSameAs(manager);
      kit.provider().close(kit.uri(), other);
      assertThat(manager.isClosed()).isFalse();
      manager.close();
      assertThat(kit.manager()).isNotSameAs(manager);
    }
  }

  @Test
  void closingTheProviderClosesItsManagersAndItCanBeUsedAgain() {
    try (CacheKit kit = new CacheKit()) {
      ShmCacheManager manager = kit.manager();

      kit.provider().close();
      kit.provider().close();

      assertThat(manager.isClosed()).isTrue();
      assertThat(kit.manager().isClosed()).isFalse();
    }
  }

  @Test
  void wrongUrisAndSettingsAreCacheExceptionsThatSayWhere() {
    try (CacheKit kit = new CacheKit()) {
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> kit.provider().getCacheManager(URI.create("shmstl:.."), null))
          .withMessageContaining("shmstl:..");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> kit.provider().getCacheManager(kit.uri("?capasity=1m"), null))
          .withMessageContaining("did you mean 'capacity'?");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> kit.with("shmstl.cache.orders.capacity", "much").manager())
          .withMessageContaining("'much'");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> kit.provider().getCacheManager(URI.create("shmstl:/"), null))
          .withMessageContaining("expected a directory below the root");
      URI deep = URI.create("shmstl:" + kit.directory() + "/missing/space");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> kit.provider().getCacheManager(deep, null))
          .withMessageContaining("there is no directory " + kit.directory());
    }
  }

  @Test
  void propertiesOfTheCallerArePassedOnAndCopied() {
    try (CacheKit kit = new CacheKit()) {
      kit.with("example.name", "value");
      Properties properties = kit.manager().getProperties();

      assertThat(properties).containsEntry("example.name", "value");
      properties.clear();
      assertThat(kit.manager().getProperties()).isNotEmpty();
    }
  }

  @Test
  void storeByReferenceIsNotSupported() {
    try (CacheKit kit = new CacheKit()) {
      assertThat(kit.provider().isSupported(OptionalFeature.STORE_BY_REFERENCE)).isFalse();
    }
  }
}
