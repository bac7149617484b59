package io.shmstl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's pages, and what the sources say about the names in them. */
final class Documents {
  static final Path ROOT = Path.of("..");

  private static final Path CLASSES = Path.of("src", "main", "java", "io", "shmstl");
  private static final List<String> FOLDERS = List.of("", "docs", "docs/decisions");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern FENCE =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The name of a method that has one of the annotations, whatever others stand between. */
  private static final Pattern TEST =
      Pattern.compile(
          "@(?:Parameterized|Repeated)?Test\\b(?:(?!\\bvoid\\b).)*\\bvoid (\\w+)\\(",
          Pattern.DOTALL);

  private Documents() {}

  /** Every page of the project. */
  static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  /** The text of a page, without its fenced blocks. */
  static String text(Path page) {
    try {
      return FENCE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in backticks. */
  static List<String> code(String text) {
    return CODE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The targets of the links in a text. */
  static List<String> links(String text) {
    return LINK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The names by which the headings of a text can be linked to. */
  static List<String> anchors(String text) {
    return HEADING
        .matcher(text)
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  /** The cells of the rows of the table that has this header, header and ruler left out. */
  static List<List<String>> table(String text, String header) {
    List<String> lines =
        text.lines()
            .dropWhile(line -> !line.equals(header))
            .takeWhile(l -> l.startsWith("|"))
            .toList();
    return lines.stream().skip(2).map(Documents::cells).toList();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  /** Whether {@code room.Class}, or {@code room.subroom.Class}, is a class of the provider. */
  static boolean isClass(String name) {
    return Files.exists(CLASSES.resolve(name.replace('.', '/') + ".java"));
  }

  /** The test methods of all modules, by the simple name of their class. */
  static Map<String, List<String>> tests() {
    Map<String, List<String>> tests = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder :
          modules.map(m -> m.resolve("src/test/java")).filter(Files::exists).toList()) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
            tests.put(file.getFileName().toString().replace(".java", ""), testMethods(file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tests;
  }

  private static List<String> testMethods(Path file) throws IOException {
    return TEST.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }
}
