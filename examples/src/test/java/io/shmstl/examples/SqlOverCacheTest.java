package io.shmstl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlOverCacheTest {
  @Test
  void aTransactionSeesOneVersionAndLooksOutsideSeeMore() throws Exception {
    List<Long> counts = counts(outputOfMain());

    assertThat(counts).hasSize(9);
    assertThat(counts.subList(0, 4)).isSorted();
    assertThat(counts.get(3)).isGreaterThan(counts.getFirst());
    assertThat(counts.subList(4, 8)).containsOnly(counts.get(4));
    assertThat(counts.getLast()).isGreaterThan(counts.get(4));
  }

  private static List<Long> counts(String output) {
    return output
        .lines()
        .filter(line -> line.endsWith(" orders"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .toList();
  }

  private static String outputOfMain() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      SqlOverCache.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
