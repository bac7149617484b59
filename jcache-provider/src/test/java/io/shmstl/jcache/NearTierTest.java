package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that one handle keeps on its heap; other handles stand for other JVMs. */
class NearTierTest {
  private final CacheKit kit = new CacheKit();

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aStringThatIsReadAgainAndAgainIsDecodedAFewTimes() {
    Cache<String, String> cache = kit.cache();
    cache.put("k", "a value");
    String kept = readTillKept(cache, "k");
    assertThat(cache.get("k")).isSameAs(kept);
    assertThat(cache.getAll(Set.of("k")).get("k")).isSameAs(kept);
    assertThat(cache.containsKey("k")).isTrue();
  }

  @Test
  void whatAnotherHandleChangesIsSeenAtOnce() {
    Cache<String, String> cache = kit.cache();
    Cache<String, String> other = kit.openedElsewhere();
    for (int i = 0; i < 1_000; i++) {
      other.put("k", "value " + i);
      assertThat(cache.get("k")).isEqualTo("value " + i);
      readTillKept(cache, "k");
    }
    other.remove("k");
    assertThat(cache.get("k")).isNull();
    assertThat(cache.containsKey("k")).isFalse();
    other.put("k", "again");
    readTillKept(cache, "k");
    other.clear();
    assertThat(cache.get("k")).isNull();
    other.put("k", "counted");
    readTillKept(cache, "k");
    other.invoke(
        "k",
        (entry, arguments) -> {
          entry.setValue("by a processor");
          return null;
        });
    assertThat(cache.get("k")).isEqualTo("by a processor");
  }

  @Test
  void aValueThatIsOvertakenBeforeItIsOfUseIsSeldomKept() {
    Cache<String, String> cache = kit.cache();
    Cache<String, String> other = kit.openedElsewhere();
    other.put("k", "first");
    readTillKept(cache, "k");
    int kept = 0;
    for (int i = 0; i < 1_600; i++) {
      other.put("k", "value " + i);
      String value = cache.get("k");
      kept += System.identityHashCode(value) == System.identityHashCode(cache.get("k")) ? 1 : 0;
    }
    assertThat(kept).as("of 1,600, two reads each").isLessThan(400);
  }

  @Test
  void whereKeysAreWrittenAsOftenAsTheyAreReadTheTierKeepsASampleUntilItPays() {
    Cache<String, String> cache = kit.cache();
    Cache<String, String> other = kit.openedElsewhere();
    for (int i = 0; i < 100_000; i++) {
      other.put("k" + i % 500, "value " + i);
      assertThat(cache.get("k" + i % 500)).isEqualTo("value " + i);
    }
    int kept = 0;
    for (int i = 0; i < 500; i++) {
      int seen = System.identityHashCode(cache.get("k" + i));
      kept += seen == System.identityHashCode(cache.get("k" + i)) ? 1 : 0;
    }
    assertThat(kept).as("of 500").isLessThan(100);
    for (int i = 0; i < 1_200_000; i++) { // whether the key is of the sample or not
      cache.get("k1");
    }
    assertThat(cache.get("k1")).as("all take part").isSameAs(cache.get("k1"));
  }

  @Test
  void aKeptValueExpiresWithItsEntry() {
    Cache<String, String> cache =
        kit.cache(
            CacheKit.strings()
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.SECONDS, 10))));
    cache.put("k", "a value");
    readTillKept(cache, "k");
    kit.advance(9_999);
    assertThat(cache.get("k")).isEqualTo("a value");
    kit.advance(1);
    assertThat(cache.get("k")).isNull();
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void readsThatMoveADeadlineMoveItEachTime() {
    Cache<String, String> cache =
        kit.cache(
            CacheKit.strings()
                .setExpiryPolicyFactory(
                    AccessedExpiryPolicy.factoryOf(new Duration(TimeUnit.SECONDS, 10))));
    cache.put("k", "a value");
    for (int i = 0; i < 10; i++) {
      kit.advance(6_000);
      assertThat(cache.get("k")).isEqualTo("a value");
    }
  }

  @Test
  void mutableValuesAreNeverShared() {
    Cache<String, Object> cache =
        kit.cache(new ShmConfiguration<String, Object>().setCapacity("1m"));
    cache.put("bytes", new byte[] {5});
    cache.put("list", new ArrayList<>(List.of("a")));
    cache.put("record", new Holder(new ArrayList<>(List.of("a"))));
    for (String key : Set.of("bytes", "list", "record")) {
      Set<Integer> objects = new HashSet<>();
      for (int i = 0; i < 10; i++) {
        objects.add(System.identityHashCode(cache.get(key)));
      }
      assertThat(objects).as(key).hasSizeGreaterThan(5);
    }
    ((byte[]) cache.get("bytes"))[0] = 99;
    assertThat(cache.get("bytes")).isEqualTo(new byte[] {5});
  }

  @Test
  void keysThatCallThemselvesEqualAreStillThoseTheirBytesSay() {
    Cache<Object, String> cache =
        kit.cache(new ShmConfiguration<Object, String>().setCapacity("1m"));
    cache.put(new Folded("A"), "upper");
    cache.put(new Folded("a"), "lower");
    for (int i = 0; i < 5; i++) {
      assertThat(cache.get(new Folded("A"))).isEqualTo("upper");
      assertThat(cache.get(new Folded("a"))).isEqualTo("lower");
    }
    cache.put(1, "an int");
    cache.put(1L, "a long");
    for (int i = 0; i < 5; i++) {
      assertThat(cache.get(1)).isEqualTo("an int");
      assertThat(cache.get(1L)).isEqualTo("a long");
    }
  }

  @Test
  void aDestroyedOrClosedCacheAnswersNothing() {
    Cache<String, String> cache = kit.cache();
    cache.put("k", "a value");
    readTillKept(cache, "k");
    kit.otherManager().destroyCache(CacheKit.NAME);
    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(IllegalStateException.class);
    Cache<String, String> next = kit.cache();
    assertThat(next.get("k")).isNull();
    next.put("k", "a value");
    readTillKept(next, "k");
    next.close();
    assertThatThrownBy(() -> next.get("k")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hitsAreCountedWhereverTheyComeFrom() {
    ShmCache<String, String> cache = kit.cache(CacheKit.strings().setStatisticsEnabled(true));
    cache.put("k", "a value");
    for (int i = 0; i < 20; i++) {
      cache.get("k");
    }
    assertThat(cache.getStatistics().getCacheHits()).isEqualTo(20);
    assertThat(cache.getStatistics().getCacheMisses()).isZero();
  }

  @Test
  void theSettingSwitchesItOff() {
    Cache<String, String> cache = kit.with("shmstl.near", "0").cache();
    cache.put("k", "a value");
    Set<Integer> objects = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      objects.add(System.identityHashCode(cache.get("k")));
    }
    assertThat(objects).hasSizeGreaterThan(5);
  }

  @Test
  void entriesInUseSurviveEvictionThoughTheirValuesComeFromTheHeap() {
    Cache<String, String> cache = kit.cache();
    for (int i = 0; i < 100; i++) {
      cache.put("hot" + i, "a value");
    }
    int misses = 0;
    for (int i = 0; i < 100_000; i++) {
      cache.put("cold" + i, "a value that nobody reads again");
      if (cache.get("hot" + i % 100) == null) {
        misses++;
        cache.put("hot" + i % 100, "a value");
      }
    }
    assertThat(kit.<String, String>opened().unwrap(ShmCache.class).figures().map().evictions())
        .isGreaterThan(50_000);
    assertThat(misses).isLessThan(500);
  }

  /** Reads until two reads in a row give the same object. */
  private static String readTillKept(Cache<String, String> cache, String key) {
    for (int i = 0; i < 10_000; i++) {
      String value = cache.get(key);
      String next = cache.get(key);
      if (value != null && System.identityHashCode(value) == System.identityHashCode(next)) {
        return value;
      }
    }
    throw new AssertionError("the value of " + key + " is not kept");
  }

  private record Holder(List<String> names) {}

  /** Equal in any case, stored as it is. */
  private record Folded(String text) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Folded folded && folded.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
      return text.toLowerCase(Locale.ROOT).hashCode();
    }
  }
}
