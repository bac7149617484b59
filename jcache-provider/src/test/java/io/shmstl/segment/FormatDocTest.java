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
 * a table of its class comment; docs/format.md has a section named after the class with the same
 * table, all columns alike.
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
    assertThat(LayoutTable.in(comment(file))).isEqualTo(LayoutTable.of(layout(file)));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void formatPageShowsWhatTheClassCommentShows(Path file) throws Exception {
    List<String> sections =
        Stream.of(Files.readString(FORMAT).split("\n#+ ", -1))
            .filter(section -> section.startsWith(room(file) + "." + name(file) + "\n"))
            .toList();

    assertThat(sections).as("sections about " + name(file)).hasSize(1);
    assertThat(LayoutTable.columnsIn(sections.getFirst()))
        .isEqualTo(LayoutTable.columnsIn(comment(file)));
  }

  private static String comment(Path file) throws IOException {
    String source = Files.readString(file);
    return source.substring(0, source.indexOf("final class "));
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

  private static String room(Path file) {
    return file.getName(file.getNameCount() - 2).toString();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
