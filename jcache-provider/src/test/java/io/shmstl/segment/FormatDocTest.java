package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every class {@code *Layout} keeps its one layout in a field {@code LAYOUT}, and says the same in
 * a table of its class comment; docs/format.md, where it has a section named after the class, says
 * it too.
 */
class FormatDocTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path FORMAT = Path.of("..", "docs", "format.md");

  static Stream<Path> layouts() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith("Layout.java"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void classCommentShowsTheLayout(Path file) throws Exception {
    String source = Files.readString(file);
    String comment = source.substring(0, source.indexOf("final class "));

    assertThat(LayoutTable.in(comment)).isEqualTo(LayoutTable.of(layout(file)));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void formatPageShowsTheLayout(Path file) throws Exception {
    if (Files.exists(FORMAT)) {
      String name = name(file);
      List<String> sections =
          Stream.of(Files.readString(FORMAT).split("\n#+ ", -1))
              .filter(section -> section.lines().findFirst().orElse("").contains(name))
              .toList();
      for (String section : sections) {
        assertThat(LayoutTable.in(section)).isEqualTo(LayoutTable.of(layout(file)));
      }
    }
  }

  private static MemoryLayout layout(Path file) throws ReflectiveOperationException {
    String type =
        SOURCES
            .relativize(file)
            .toString()
            .replace(".java", "")
            .replace(file.getFileSystem().getSeparator(), ".");
    Field field = Class.forName(type).getDeclaredField("LAYOUT");
    field.setAccessible(true);
    return (MemoryLayout) field.get(null);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
