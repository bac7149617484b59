package io.shmstl.benchmarks.hitratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the eviction of the real cache is worth, on traces small enough for every build. */
class HitCountTest {
  private static final int REQUESTS = 100_000;

  @TempDir private Path directory;

  @Test
  void aLoopLargerThanTheCacheStillHits() {
    Trace loop = GeneratedTraces.loop(REQUESTS);

    // what evicts the oldest hits nothing at all
    assertThat(shared(loop, 2)).isGreaterThan(10);
  }

  @Test
  void keysReadTwiceHitAtTheSecondTimeIfItComesSoon() {
    Trace twice = GeneratedTraces.readTwice(REQUESTS);

    assertThat(shared(twice, 4)).isGreaterThan(15);
  }

  @Test
  void frequentKeysStayThroughScans() {
    Trace scans = GeneratedTraces.zipfWithScans(REQUESTS);

    assertThat(shared(scans, 10)).isGreaterThan(0.97 * caffeine(scans, 10));
  }

  @Test
  void newFavouritesReplaceOldOnes() {
    Trace shifting = GeneratedTraces.shift(REQUESTS);

    assertThat(shared(shifting, 10)).isGreaterThan(0.97 * caffeine(shifting, 10));
  }

  @Test
  void mixedLengthsFillTheSegment() {
    ValueLengths lengths = new ValueLengths();
    Trace zipf = GeneratedTraces.zipf(REQUESTS);
    try (SharedCache cache = new SharedCache(lengths.bytesOf(zipf) / 2);
        FullnessProbe probe = new FullnessProbe(cache, 64)) {
      HitCount.run(zipf, lengths, probe);

      assertThat(probe.leastUsed()).isBetween(0.9, 0.9999);
    }
  }

  @Test
  void aFileIsReadAndALineThatIsNoKeyIsTold() throws IOException {
    assertThat(Trace.read(file("1\n-2\n1\n")).keys()).containsExactly(1, -2, 1);
    assertThatThrownBy(() -> Trace.read(file("1\nx\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2: found 'x'");
  }

  private Path file(String text) throws IOException {
    Path file = directory.resolve("trace.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  /** Percent of hits with room for one part of the keys. */
  private static double shared(Trace trace, int part) {
    Sizing sizing = Sizing.of(trace.uniqueKeys() / part);
    try (SharedCache cache = new SharedCache(sizing.capacityBytes())) {
      return HitCount.run(trace, _ -> sizing.valueLength(), cache).hitPercent();
    }
  }

  private static double caffeine(Trace trace, int part) {
    try (CaffeineCache cache = CaffeineCache.ofEntries(trace.uniqueKeys() / part)) {
      return HitCount.run(trace, _ -> 1, cache).hitPercent();
    }
  }
}
