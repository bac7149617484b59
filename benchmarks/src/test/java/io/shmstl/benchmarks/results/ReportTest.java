package io.shmstl.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String ROW = "get, present";

  @TempDir private Path directory;

  @Test
  void whatIsKeptIsReadAgain() throws IOException {
    ResultFile file = new ResultFile(directory.resolve("results.json"));
    Measurement number = Measurement.of("t", "a \"row\" \\", "c", 3, "ns", 1.5e-7);
    Measurement reason = Measurement.missing("t", "row", "c", 0, "it's {not}, \"there\"");
    file.append(number);
    file.append(reason);

    assertThat(file.read()).containsExactly(number, reason);
  }

  @Test
  void ratiosAreThoseOfNeighboursInTime() {
    Figures figures =
        new Figures(
            List.of(
                number("shmstl", 0, 10),
                number("Caffeine JCache", 0, 20),
                number("shmstl", 1, 40),
                number("Caffeine JCache", 1, 50),
                number("shmstl", 2, 30),
                number("Caffeine JCache", 2, 40)));

    assertThat(figures.value(ROW, "shmstl")).isEqualTo(30);
    assertThat(figures.ratio(ROW, "shmstl", "Caffeine JCache")).isEqualTo(0.75);
  }

  @Test
  void targetsAreJudgedAndEmptyPlacesExplained() throws IOException {
    ResultFile file = new ResultFile(directory.resolve("results.json"));
    file.append(number("shmstl", 0, 30));
    file.append(number("Caffeine JCache", 0, 20));
    file.append(Measurement.missing("operations", "all work", "Redis", 0, "not installed"));

    String report = Report.of(List.of(new Operations()), file, "a machine", "run");

    assertThat(report)
        .contains("| operations | get, present | shmstl | 30.0 ns | <= 1.00 x |")
        .contains("| Caffeine JCache, 20.0 | 1.50 | no |  |")
        .contains("- Redis, all work: not installed");
  }

  @Test
  void aFigureStandsBesideWhatTheMachineTakesForItsLines() throws IOException {
    ResultFile file = new ResultFile(directory.resolve("results.json"));
    file.append(number("shmstl", 0, 30));
    file.append(number("Caffeine JCache", 0, 20));
    file.append(Measurement.of("limits", "dependent load, 4 MiB", "machine", 0, "ns", 12));

    String report = Report.of(List.of(new Operations()), file, "a machine", "run");

    assertThat(report).contains("| 1.50 | no | 12.0 ns |");
  }

  private static Measurement number(String column, int round, double value) {
    return Measurement.of("operations", ROW, column, round, "ns", value);
  }

  private static final class Operations implements Table {
    @Override
    public String name() {
      return "operations";
    }

    @Override
    public String explanation() {
      return "";
    }

    @Override
    public void measure(Session session) {
      throw new AssertionError("not asked for");
    }
  }
}
