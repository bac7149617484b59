package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A codec is used by many threads, bytes by many JVMs, and neither holds on to classes. */
class SharedCodecTest {
  private static final int THREADS = 4;

  record Leg(String name, DayOfWeek day, List<Integer> sizes) {}

  @TempDir Path directory;

  @Test
  void threadsShareACodecFromItsFirstValueOn() throws Exception {
    for (int round = 0; round < 20; round++) {
      RoundTrip codecs = new RoundTrip();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        tasks.add(() -> {
          for (DayOfWeek day : DayOfWeek.values()) {
            Leg leg = new Leg("leg" + number, day, List.of(number, 2));
            assertThat(codecs.copy(leg)).isEqualTo(leg);
            assertThat(codecs.copyKey(leg)).isEqualTo(leg);
          }
          return null;
        });
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        for (Future<Void> done : threads.invokeAll(tasks)) {
          done.get();
        }
      }
    }
  }

  /** The salt of Set.of and identity hash codes differ from JVM to JVM. */
  @Test
  void anotherJvmWritesTheSameKeys() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = output.lines().toList();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(lines).isEqualTo(OtherJvm.keys());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Writes keys whose plain form would differ in each JVM. */
  static final class OtherJvm {
    private OtherJvm() {}

    @SuppressWarnings("SystemOut") // what a child JVM says to its test
    public static void main(String[] arguments) throws IOException {
      System.out.write(String.join("\n", keys()).getBytes(StandardCharsets.UTF_8));
      System.out.flush();
    }

    static List<String> keys() {
      RoundTrip codecs = new RoundTrip();
      for (DayOfWeek day : DayOfWeek.values()) {
        codecs.key(day); // the segment's numbers, which a space's JVMs share
      }
      Set<String> names = Set.of("a", "b", "c", "d", "e", "f", "g", "h");
      Set<DayOfWeek> days = Set.of(DayOfWeek.values());
      Map<String, Set<DayOfWeek>> map = Map.of("x", days, "y", Set.of(), "z", days);
      return List.of(
              names,
              days,
              map,
              new Leg("l", DayOfWeek.MONDAY, List.of(1)),
              new KeyEqualityTest.SimpleKey(names, days, map),
              new KeyEqualityTest.CacheKey(new ArrayList<>(days).size(), "e", "t"))
          .stream()
          .map(key -> HexFormat.of().formatHex(codecs.key(key)))
          .toList();
    }
  }

  @Test
  void writerDoesNotHoldTheClassesItHasWritten() {
    RoundTrip codecs = new RoundTrip();
    WeakReference<ClassLoader> loader = writeOnce(codecs);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          System.gc();
          return loader.get() == null;
        });
    assertThat(codecs.copy("still in use")).isEqualTo("still in use");
  }

  private WeakReference<ClassLoader> writeOnce(RoundTrip codecs) {
    CompiledClasses classes =
        CompiledClasses.of(directory, "App", "public record App(int a, String b) {}");
    assertThat(codecs.value(classes.make("App", 1, "x"))).isNotEmpty();
    return new WeakReference<>(classes.loader());
  }
}
