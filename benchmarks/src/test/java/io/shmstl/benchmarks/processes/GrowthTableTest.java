package io.shmstl.benchmarks.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Measurement;
import io.shmstl.benchmarks.results.ResultFile;
import io.shmstl.benchmarks.results.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTableTest {
  @TempDir private Path directory;

  @Test
  void shortFormSaysWhyAServerIsLeftOut() throws IOException {
    ResultFile results = new ResultFile(directory.resolve("growth.json"));
    PrintStream log =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    new GrowthTable()
        .measure(
            new Session(
                results, log, true, 1, Duration.ofMillis(1), 1, 1, List.of(PeerKind.REDIS), ".*"));

    assertThat(results.read())
        .singleElement()
        .satisfies(each -> assertThat(each.isPresent()).isFalse())
        .extracting(Measurement::column, Measurement::row)
        .containsExactly("Redis", "all");
    assertThat(results.read().getFirst().note()).startsWith("left out of the short form: ");
  }
}
