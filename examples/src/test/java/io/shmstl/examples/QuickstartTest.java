package io.shmstl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.cache.Caching;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  @BeforeEach
  void forgetEarlierStarts() {
    try (var provider = Caching.getCachingProvider("shmstl")) {
      provider.getCacheManager().destroyCache("starts");
    }
  }

  @Test
  void eachStartFindsWhatTheLastOneLeft() {
    assertThat(outputOfMain()).isEqualTo("Start number 1 on this host.\n");
    assertThat(outputOfMain()).isEqualTo("Start number 2 on this host.\n");
  }

  private static String outputOfMain() {
    PrintStream console = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      Quickstart.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
