package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.testing.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users of a cache see of a process that is stopped (SIGSTOP) or stuck with something that
 * they need: reads go on, changes end in an exception that says who it is and since when, and what
 * was stopped goes on afterwards.
 */
@Timeout(120)
class PauseTest {
  private static final String QUERY = "?keyLockWait=300ms&leaseWait=300ms";

  @TempDir Path directory;
  private CacheManager manager;
  private Cache<String, Object> cache;
  private ChildJvm other;

  @BeforeEach
  void open() {
    Path space = directory.resolve("space");
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + space + QUERY), null);
    cache =
        manager.createCache(
            NeighbourJvm.CACHE, new ShmConfiguration<String, Object>().setCapacity("4m"));
    other = ChildJvm.start(NeighbourJvm.class, space.toString(), QUERY);
  }

  @AfterEach
  void close() {
    other.close();
    manager.close();
  }

  @Test
  void aStoppedHolderOfAKeyIsNamedAndGoesOnLater() {
    cache.put("key", "mine");
    assertThat(other.ask("holdKey key")).isEqualTo("held");
    other.pause();

    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> cache.put("key", "not yet"))
        .withMessageMatching(".*waited \\d+ ms for key lock \\d+ of .*" + holder());
    assertThat(cache.get("key")).isEqualTo("mine");
    other.resume();
    assertThat(other.ask("letGo")).isEqualTo("let go");
    assertThat(cache.get("key")).isEqualTo("theirs");
    cache.put("key", "mine again");
    assertThat(other.ask("get key")).isEqualTo("mine again");
  }

  @Test
  void aStoppedWriterIsNamedAndGoesOnLater() {
    cache.put("key", "mine");
    assertThat(other.ask("holdLease")).isEqualTo("held");
    other.pause();

    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> cache.put("key", "not yet"))
        .withMessageMatching(".*waited \\d+ ms for the writer lease of .*" + holder());
    assertThatExceptionOfType(CacheException.class)
        .as("also where a key is locked and only read: the stopped writer may be putting it")
        .isThrownBy(() -> cache.putIfAbsent("key", "is there"))
        .withMessageMatching(".*waited \\d+ ms for the writer lease of .*" + holder());
    assertThat(cache.get("key")).isEqualTo("mine");
    other.resume();
    assertThat(other.ask("letGo")).isEqualTo("let go");
    cache.put("key", "mine again");
    assertThat(other.ask("get key")).isEqualTo("mine again");
    assertThat(cache.unwrap(ShmCache.class).figures().map().recoveries()).isZero();
  }

  @Test
  void aStoppedWriterKeepsNobodyFromAKeyWhereEntriesExpire() {
    manager.destroyCache(NeighbourJvm.CACHE);
    cache =
        manager.createCache(
            NeighbourJvm.CACHE,
            new ShmConfiguration<String, Object>()
                .setCapacity("4m")
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR)));
    cache.put("key", "mine");
    try (ChildJvm writer =
        ChildJvm.start(NeighbourJvm.class, directory.resolve("space").toString(), QUERY)) {
      assertThat(writer.ask("holdLease")).isEqualTo("held");
      writer.pause();
      assertThat(cache.putIfAbsent("key", "is there")).isFalse();
      assertThat(cache.<Object>invoke("key", (entry, _) -> entry.getValue())).isEqualTo("mine");
      writer.resume();
      assertThat(writer.ask("letGo")).isEqualTo("let go");
    }
  }

  @Test
  void twoProcessorsThatTakeEachOthersKeysBothEndAndNameEachOther() {
    assertThat(other.ask("reachFor theirs")).isEqualTo("held");
    String mine =
        cache.invoke(
            "mine",
            (entry, arguments) -> {
              other.send("letGo mine");
              return NeighbourJvm.put(cache, "theirs", "reached");
            });
    String theirs = other.answer();

    // One of the two gives up; the other may find it gone then, and reaches what it wants.
    assertThat(List.of(mine, theirs)).as("both").isNotEqualTo(List.of("put", "put"));
    assertThat(mine).matches("put|.*CacheException.*for key lock \\d+ of .*" + holder());
    assertThat(theirs)
        .matches(
            "put|.*CacheException.*for key lock \\d+ of .*held by pid "
                + ProcessHandle.current().pid()
                + " \\(started 2.*, member \\d+\\), since 2.* at least");
    cache.put("theirs", "free");
    assertThat(other.ask("put mine free")).isEqualTo("put");
  }

  @Test
  void aStoppedSnapshotStopsNobodyAndIsToldThatItIsTooOld() {
    for (int i = 0; i < 100; i++) {
      cache.put("kept-" + i, "as it was");
    }
    assertThat(other.ask("openSnapshot")).isEqualTo("opened");
    cache.put("kept-0", "changed");
    assertThat(other.ask("readSnapshot")).isEqualTo("100 entries");
    other.pause();

    byte[] value = new byte[1_000];
    for (int i = 0; i < 10_000; i++) {
      cache.put("kept-" + i % 100, value);
    }
    assertThat(cache.unwrap(ShmCache.class).figures().map().retainedBytes())
        .isLessThanOrEqualTo((4 << 20) / 10 + 2_000);
    other.resume();
    assertThat(other.ask("readSnapshot")).startsWith("too old: ");
    assertThat(other.ask("openSnapshot")).isEqualTo("opened");
    assertThat(other.ask("readSnapshot")).isEqualTo("100 entries");
  }

  private String holder() {
    return "held by pid " + other.pid() + " \\(started 2.*, member \\d+\\), since 2.* at least";
  }
}
