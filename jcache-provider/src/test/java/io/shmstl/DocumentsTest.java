package io.shmstl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name exists: files, sections, classes, tests. */
class DocumentsTest {
  private static final Pattern CLASS =
      Pattern.compile(
          "(?:segment|sync|alloc|registry|map|snapshot|store|codec|jcache)(?:\\.[a-z]+)?\\.[A-Z]\\w*");
  private static final Pattern TEST = Pattern.compile("([A-Z]\\w*Test)(?:\\.(\\w+))?");

  @Test
  void linksLeadSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path page : Documents.pages()) {
      for (String link : Documents.links(Documents.text(page))) {
        if (!link.contains("://") && !leadsSomewhere(page, link)) {
          broken.add(page + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyDecisionIsInTheIndex() throws IOException {
    Path folder = Documents.ROOT.resolve("docs").resolve("decisions");
    List<String> index = Documents.links(Documents.text(folder.resolve("README.md")));
    try (Stream<Path> decisions = Files.list(folder)) {
      assertThat(decisions.map(page -> page.getFileName().toString()))
          .filteredOn(page -> Character.isDigit(page.charAt(0)))
          .isSubsetOf(index);
    }
  }

  @Test
  void classesExist() {
    List<String> missing = new ArrayList<>();
    for (Path page : Documents.pages()) {
      Documents.code(Documents.text(page)).stream()
          .filter(name -> CLASS.matcher(name).matches() && !Documents.isClass(name))
          .forEach(name -> missing.add(page + ": " + name));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void testsExist() {
    Map<String, List<String>> tests = Documents.tests();
    List<String> missing = new ArrayList<>();
    for (Path page : Documents.pages()) {
      for (String name : Documents.code(Documents.text(page))) {
        var test = TEST.matcher(name);
        if (test.matches()) {
          List<String> methods = tests.get(test.group(1));
          if (methods == null || (test.group(2) != null && !methods.contains(test.group(2)))) {
            missing.add(page + ": " + name);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    return Files.exists(target)
        && (hash < 0
            || Documents.anchors(Documents.text(target)).contains(link.substring(hash + 1)));
  }
}
