package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shmstl.codec.CompiledClasses;
import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.testing.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are unlike each other over one cache: in other PID namespaces, with other settings
 * of their JVM, with other versions of a class, or with a part that closes files of ours.
 */
@Timeout(120)
class NeighboursTest {
  private static final String QUERY = "?keyLockWait=1500ms&leaseWait=10s";
  private static final List<String> OTHER_PIDS =
      List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc");
  private static final List<String> USUAL = List.of("-XX:TieredStopAtLevel=1");
  private static final int INCREMENTS = 500;

  @TempDir Path directory;
  private Path space;
  private CacheManager manager;
  private Cache<String, Object> cache;

  @BeforeEach
  void open() {
    space = directory.resolve("space");
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + space + QUERY), null);
    cache =
        manager.createCache(
            NeighbourJvm.CACHE, new ShmConfiguration<String, Object>().setCapacity("4m"));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void nobodyInAnotherPidNamespaceIsTakenForDeadOrRobbed() throws Exception {
    assumeTrue(canUnshare(), "this machine does not allow user namespaces");
    // Both are process 1 of their namespaces, and see nothing of each other or of this one; a JVM
    // would complain that the other's performance data have its name.
    List<String> flags = List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
    try (ChildJvm one = start(OTHER_PIDS, flags);
        ChildJvm two = start(OTHER_PIDS, flags)) {
      one.send("increment counter " + INCREMENTS);
      two.send("increment counter " + INCREMENTS);
      for (int i = 0; i < INCREMENTS; i++) {
        cache.invoke("counter", new CacheJvm.Increment());
      }
      one.answer();
      two.answer();
      assertThat(cache.get("counter")).isEqualTo(3L * INCREMENTS);

      assertThat(one.ask("holdKey key")).isEqualTo("held");
      one.pause();
      assertThat(two.ask("members")).isEqualTo("+++");
      assertThat(two.ask("put key value"))
          .matches(".*CacheException.*key lock.*held by pid 1 \\(started 2.*, since 2.* at least");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put("key", "value"))
          .withMessageMatching(".*held by pid 1 \\(started 2.*, member \\d+\\), since 2.*");
      one.resume();
      assertThat(one.ask("letGo")).isEqualTo("let go");
      assertThat(two.ask("get key")).isEqualTo("theirs");
      assertThat(cache.unwrap(ShmCache.class).figures().map().recoveries()).isZero();
    }
  }

  @Test
  void closingAMemberFileByAnotherPartOfItsJvmRobsNobody() throws Exception {
    try (ChildJvm other = start(List.of(), USUAL);
        ChildJvm third = start(List.of(), USUAL)) {
      assertThat(other.ask("holdKey key")).isEqualTo("held");
      assertThat(other.ask("touchMemberFiles")).isEqualTo("touched 3");
      assertThat(NeighbourJvm.touchMemberFiles(space.resolve("members"))).isEqualTo("touched 3");

      try (ChildJvm joining = start(List.of(), USUAL)) {
        assertThat(joining.ask("members")).isEqualTo("++++");
        assertThat(joining.ask("put key value")).contains("held by pid " + other.pid());
      }
      assertThat(third.ask("put key value")).contains("held by pid " + other.pid());
      assertThat(other.ask("letGo")).isEqualTo("let go");
      assertThat(cache.get("key")).isEqualTo("theirs");

      assertThat(other.ask("holdKey key")).isEqualTo("held");
      assertThat(other.kill()).isEqualTo(ChildJvm.KILLED);
      cache.put("key", "taken over");
      assertThat(third.ask("get key")).isEqualTo("taken over");
    }
  }

  @Test
  void zonesLocalesAndCharsetsOfTheirJvmsMakeNoDifference() {
    List<String> unlike =
        List.of(
            "-Dfile.encoding=ISO-8859-1",
            "-Dnative.encoding=US-ASCII",
            "-Duser.timezone=Asia/Kathmandu",
            "-Duser.language=tr",
            "-Duser.country=TR");
    try (ChildJvm other = start(List.of(), unlike)) {
      Samples.ALL.forEach(sample -> cache.put(sample.key(), sample.value()));
      assertThat(other.ask("findSamples")).as("samples that differ there").isEmpty();
      cache.clear();
      assertThat(other.ask("putSamples")).isEqualTo("put");
      assertThat(Samples.differences(cache)).as("samples that differ here").isEmpty();
    }
  }

  @Test
  void versionsOfARecordReadEachOthersEntriesByName() {
    String older = "public record App(String name, int count) {}";
    String newer = "public record App(java.util.Optional<String> note, long count, String name) {}";
    CompiledClasses old = CompiledClasses.of(directory.resolve("old"), "App", older);
    CompiledClasses.of(directory.resolve("new"), "App", newer);
    try (ChildJvm other = start(List.of(), USUAL);
        CacheManager ours =
            manager.getCachingProvider().getCacheManager(manager.getURI(), old.loader())) {
      ours.<String, Object>getCache(NeighbourJvm.CACHE).put("app", old.make("App", "n", 3));

      assertThat(other.ask("readApp " + directory.resolve("new")))
          .isEqualTo("App[note=Optional.empty, count=3, name=n]");
      assertThat(other.ask("readApp " + directory.resolve("old")))
          .isEqualTo("App[name=n, count=3]");
    }
  }

  private ChildJvm start(List<String> prefix, List<String> flags) {
    return ChildJvm.start(prefix, flags, NeighbourJvm.class, space.toString(), QUERY);
  }

  private static boolean canUnshare() throws Exception {
    List<String> command = Stream.concat(OTHER_PIDS.stream(), Stream.of("true")).toList();
    Process probe =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
  }
}
