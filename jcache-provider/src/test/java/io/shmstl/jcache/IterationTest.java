package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;

class IterationTest {
  @Test
  void eachEntryComesOnceWhateverChangesMeanwhile() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      Set<String> stable = new HashSet<>();
      for (int i = 0; i < 1_000; i++) {
        cache.put("k" + i, "v");
        stable.add("k" + i);
      }
      Set<String> seen = new HashSet<>();
      int step = 0;

      for (Cache.Entry<String, String> entry : cache) {
        assertThat(seen.add(entry.getKey())).as(entry.getKey()).isTrue();
        cache.put("new" + step++, "v");
        cache.put("k" + step % 1_000, "changed");
      }

      assertThat(seen).containsAll(stable);
    }
  }

  @Test
  void whatHasExpiredDoesNotCome() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
      cache.put("old", "v");
      kit.advance(60_000);
      cache.put("new", "v");

      assertThat(cache).extracting(Cache.Entry::getKey).containsExactly("new");
    }
  }

  @Test
  void removeTakesTheEntryReturnedLastAndOnlyOnce() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.putAll(Map.of("a", "1", "b", "2"));
      Iterator<Cache.Entry<String, String>> entries = cache.iterator();

      assertThatIllegalStateException().isThrownBy(entries::remove);
      String removed = entries.next().getKey();
      assertThat(entries.hasNext()).isTrue();
      entries.remove();
      assertThatIllegalStateException().isThrownBy(entries::remove);

      assertThat(cache.containsKey(removed)).isFalse();
      String kept = entries.next().getKey();
      assertThat(cache.containsKey(kept)).isTrue();
      assertThat(entries.hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }
  }

  @Test
  void anIterationOverAClosedCacheRefuses() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.put("a", "1");
      Iterator<Cache.Entry<String, String>> entries = cache.iterator();

      cache.close();

      assertThatIllegalStateException().isThrownBy(entries::next);
    }
  }

  @Test
  void bulkOperationsOfMoreThanOneChunkReachEveryKey() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      Map<String, String> entries = new HashMap<>();
      for (int i = 0; i < 5_000; i++) {
        entries.put("k" + i, "v" + i);
      }

      cache.putAll(entries);
      assertThat(cache.getAll(entries.keySet())).isEqualTo(entries);
      Set<String> some = new HashSet<>(entries.keySet());
      some.removeIf(key -> key.endsWith("7"));
      cache.removeAll(some);
      assertThat(cache).hasSize(500).allMatch(entry -> entry.getKey().endsWith("7"));
      cache.putAll(entries);
      cache.removeAll();
      assertThat(cache).isEmpty();
      cache.putAll(entries);
      cache.clear();
      assertThat(cache).isEmpty();
    }
  }

  @Test
  void anEntryUnwrapsToItsOwnClassOnly() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.put("a", "1");
      Cache.Entry<String, String> entry = cache.iterator().next();

      assertThat(entry.unwrap(ShmEntry.class)).isSameAs(entry);
      assertThat(entry).hasToString("a=1");
      assertThatIllegalArgumentException().isThrownBy(() -> entry.unwrap(String.class));
    }
  }
}
