package io.shmstl.sql.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Queries of sqllogictest, whose answers several databases agreed on. The build runs some of them,
 * drawn by lot; {@code mvn -Psqllogictest verify} fetches all the others.
 */
class SqlLogicTest {
  private static final String SAMPLE = "/sqllogictest/select1.test";
  private static final String ALL = "/test/select1.test";

  @Test
  void sampleHasTheAnswersWrittenDown() throws Exception {
    Path sample = Path.of(resource(SAMPLE)).getParent();
    LogicSummary summary = LogicSummary.of(scripts(sample));
    assertThat(summary.unexplained()).isEmpty();
    assertThat(summary.count(LogicRun.Fate.RIGHT)).isGreaterThan(450);
  }

  @Test
  void scriptsOfTheProfileHaveTheAnswersWrittenDown() throws Exception {
    assumeTrue(SqlLogicTest.class.getResource(ALL) != null, "only with -Psqllogictest");
    try (FileSystem jar = FileSystems.newFileSystem(resource(ALL), Map.of())) {
      List<Path> scripts =
          Stream.concat(
                  scripts(jar.getPath("/test/random")).stream(),
                  Stream.of("1", "2", "3", "4", "5")
                      .map(number -> jar.getPath("/test/select" + number + ".test")))
              .toList();
      LogicSummary summary = LogicSummary.of(scripts);
      Files.writeString(Path.of("target", "sqllogictest.txt"), summary.toString());
      assertThat(summary.unexplained()).isEmpty();
      assertThat(summary.count(LogicRun.Fate.RIGHT)).isGreaterThan(2_000_000);
    }
  }

  private static URI resource(String name) throws URISyntaxException {
    @Nullable URL url = SqlLogicTest.class.getResource(name);
    return Objects.requireNonNull(url, name).toURI();
  }

  private static List<Path> scripts(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> path.toString().endsWith(".test")).sorted().toList();
    }
  }

  /** The scripts of a run together: how many queries had which fate. */
  private record LogicSummary(Map<LogicRun.Fate, Integer> counts, List<String> unexplained) {
    static LogicSummary of(List<Path> scripts) {
      List<LogicRun> runs = scripts.parallelStream().map(LogicSummary::run).toList();
      Map<LogicRun.Fate, Integer> counts = new EnumMap<>(LogicRun.Fate.class);
      List<String> unexplained = new ArrayList<>();
      for (LogicRun run : runs) {
        for (LogicRun.Fate fate : LogicRun.Fate.values()) {
          counts.merge(fate, run.count(fate), Integer::sum);
        }
        unexplained.addAll(run.unexplained());
      }
      return new LogicSummary(counts, unexplained);
    }

    private static LogicRun run(Path script) {
      try (BufferedReader in = Files.newBufferedReader(script)) {
        return LogicRun.of(in);
      } catch (IOException e) {
        throw new UncheckedIOException(script.toString(), e);
      }
    }

    int count(LogicRun.Fate fate) {
      return counts.getOrDefault(fate, 0);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      counts.forEach((fate, count) -> text.append(fate).append(' ').append(count).append('\n'));
      return text.toString();
    }
  }
}
