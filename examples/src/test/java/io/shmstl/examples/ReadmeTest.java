package io.shmstl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path QUICKSTART =
      Path.of("src", "main", "java", "io", "shmstl", "examples", "Quickstart.java");

  private static final Pattern JAVA_BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final int INDENT_IN_CLASS = 4;

  @Test
  void theExampleIsTheBodyOfQuickstart() throws IOException {
    String body = firstJavaBlock().indent(INDENT_IN_CLASS);

    assertThat(QUICKSTART).content().contains("main(String[] args) {\n" + body + "  }\n}\n");
  }

  @Test
  void theExampleHasAtMostFifteenLines() throws IOException {
    assertThat(firstJavaBlock().lines().count()).isBetween(1L, 15L);
  }

  private static String firstJavaBlock() throws IOException {
    return JAVA_BLOCK
        .matcher(Files.readString(README))
        .results()
        .map(block -> block.group(1))
        .findFirst()
        .orElseThrow();
  }
}
