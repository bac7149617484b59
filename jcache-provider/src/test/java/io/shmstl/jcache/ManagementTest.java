package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ManagementTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void namesFollowTheSpecificationWithTheirSpecialCharactersReplaced() throws JMException {
    try (CacheKit kit = new CacheKit()) {
      kit.manager()
          .createCache(
              "a:b=c,d\"e*f?g\nh",
              CacheKit.strings().setManagementEnabled(true).setStatisticsEnabled(true));

      String manager = "CacheManager=shmstl." + kit.directory() + ",Cache=a.b.c.d.e.f.g.h";
      assertThat(names(kit))
          .containsExactly(
              "javax.cache:type=CacheConfiguration," + manager,
              "javax.cache:type=CacheStatistics," + manager);
      ObjectName configuration = new ObjectName("javax.cache:type=CacheConfiguration," + manager);
      assertThat(server.getAttribute(configuration, "KeyType")).isEqualTo("java.lang.String");
      assertThat(server.getAttribute(configuration, "StatisticsEnabled")).isEqualTo(true);
    }
  }

  @Test
  void switchesRegisterAndUnregister() throws JMException {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      assertThat(names(kit)).isEmpty();

      kit.manager().enableStatistics(CacheKit.NAME, true);
      kit.manager().enableStatistics(CacheKit.NAME, true);
      kit.manager().enableManagement(CacheKit.NAME, true);
      assertThat(names(kit)).hasSize(2);
      cache.put("a", "1");
      kit.manager().enableStatistics(CacheKit.NAME, false);
      cache.put("a", "2");

      assertThat(names(kit)).hasSize(1);
      assertThat(cache.getStatistics().getCachePuts()).isEqualTo(1);
      assertThat(cache.configuration().isStatisticsEnabled()).isFalse();
      assertThat(cache.configuration().isManagementEnabled()).isTrue();
    }
  }

  @Test
  void beansGoWithTheCacheHoweverItGoes() throws JMException {
    try (CacheKit kit = new CacheKit()) {
      ShmConfiguration<String, String> managed =
          CacheKit.strings().setManagementEnabled(true).setStatisticsEnabled(true);
      kit.cache(managed).close();
      assertThat(names(kit)).isEmpty();
      kit.cache(managed);
      kit.manager().destroyCache(CacheKit.NAME);
      assertThat(names(kit)).isEmpty();
      kit.cache(managed);
      kit.manager().close();
      assertThat(names(kit)).isEmpty();
    }
  }

  @Test
  void handlesOfOneNameGetBeansOfTheirOwn() throws JMException {
    try (CacheKit kit = new CacheKit()) {
      kit.cache(CacheKit.strings().setStatisticsEnabled(true));
      ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
      kit.provider()
          .getCacheManager(kit.uri(), loader)
          .createCache(CacheKit.NAME, CacheKit.strings().setStatisticsEnabled(true));

      assertThat(names(kit)).hasSize(2).anyMatch(name -> name.endsWith(",Instance=2"));
    }
  }

  @Test
  void averagesAreOverTheOperationsOfTheirKind() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache(CacheKit.strings().setStatisticsEnabled(true));

      cache.putAll(Map.of("a", "1", "b", "2"));
      assertThat(cache.getStatistics().getAverageGetTime()).isZero();
      assertThat(cache.getStatistics().getAveragePutTime()).isPositive();
      assertThat(cache.getStatistics().getAverageRemoveTime()).isZero();
      cache.getAll(Set.of("a", "b", "c", "d"));
      assertThat(cache.getStatistics().getAverageGetTime()).isPositive();
      assertThat(cache.getStatistics().getCacheHitPercentage()).isEqualTo(50f);
      assertThat(cache.getStatistics().getCacheMissPercentage()).isEqualTo(50f);
      cache.remove("a");
      assertThat(cache.getStatistics().getAverageRemoveTime()).isPositive();

      cache.getStatistics().clear();
      assertThat(cache.getStatistics().getCacheGets()).isZero();
      assertThat(cache.getStatistics().getAverageGetTime()).isZero();
    }
  }

  @Test
  void evictionsAreThoseSinceTheHandleWasOpened() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache(CacheKit.strings().setStatisticsEnabled(true));
      String value = "x".repeat(4_000);
      for (int i = 0; i < 1_000; i++) {
        cache.put("key" + i, value);
      }

      assertThat(cache.getStatistics().getCacheEvictions()).isBetween(500L, 1_000L);
      assertThat(kit.openedElsewhere().unwrap(ShmCache.class).getStatistics())
          .returns(0L, statistics -> statistics.getCacheEvictions());
      cache.getStatistics().clear();
      assertThat(cache.getStatistics().getCacheEvictions()).isZero();
    }
  }

  private Set<String> names(CacheKit kit) throws MalformedObjectNameException {
    Set<String> names = new TreeSet<>();
    for (ObjectName name : server.queryNames(new ObjectName("javax.cache:*"), null)) {
      if (name.getCanonicalName().contains(kit.directory().toString())) {
        names.add(name.toString());
      }
    }
    return names;
  }
}
