package io.shmstl.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.cache.Caching;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * Reads the reports of the TCK run. Wrong scan coordinates run no test, and a missing property
 * leaves tests out that then count as passed; Maven calls both a success.
 */
class TckIsCompleteTest {
  private static final int TESTS_OF_THE_TCK = 481;
  private static final Path REPORTS = Path.of(System.getProperty("tck.reports", ""));

  /** Named in the resource {@code ExcludeList}: it is there to be excluded. */
  private static final String DUMMY = "org.jsr107.tck.CachingTest#dummyTest";

  /** What the TCK leaves out by itself where a provider does not store by reference. */
  private static final String BY_REFERENCE_CLASS = "org.jsr107.tck.StoreByReferenceTest#";

  private static final String BY_REFERENCE_TEST =
      "org.jsr107.tck.TypesTest#simpleAPINoGenericsAndNoTypeEnforcementStoreByReference";

  private static final Pattern EXCLUSION = Pattern.compile("EXCLUDING TEST '([^']+)'\\s+'([^']+)'");

  @Test
  void everyTestOfTheTckRan() throws Exception {
    assertThat(sumOfAllClasses("tests")).isEqualTo(TESTS_OF_THE_TCK);
  }

  @Test
  void noTestFailedOrWasSkipped() throws Exception {
    assertThat(sumOfAllClasses("failures")).isZero();
    assertThat(sumOfAllClasses("errors")).isZero();
    assertThat(sumOfAllClasses("skipped")).isZero();
  }

  @Test
  void nothingIsExcludedButTheDummyAndStorageByReference() throws Exception {
    Set<String> excluded = new TreeSet<>();
    for (Path output : reports("*-output.txt")) {
      EXCLUSION
          .matcher(Files.readString(output))
          .results()
          .map(found -> found.group(1) + "#" + found.group(2))
          .forEach(excluded::add);
    }
    assertThat(excluded).contains(DUMMY, BY_REFERENCE_TEST);
    excluded.removeIf(test -> test.startsWith(BY_REFERENCE_CLASS));
    assertThat(excluded).containsExactly(DUMMY, BY_REFERENCE_TEST);
  }

  @Test
  void shmstlIsTheOnlyProvider() {
    assertThat(Caching.getCachingProviders())
        .extracting(p -> p.getClass().getName())
        .containsExactly("shmstl");
  }

  private static int sumOfAllClasses(String attribute) throws Exception {
    int sum = 0;
    for (Path report : reports("TEST-*.xml")) {
      Element suite =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      sum += Integer.parseInt(suite.getAttribute(attribute));
    }
    return sum;
  }

  private static List<Path> reports(String glob) throws IOException {
    if (Files.notExists(REPORTS)) {
      return List.of(); // nothing ran at all
    }
    try (Stream<Path> files = Files.list(REPORTS)) {
      var matcher = REPORTS.getFileSystem().getPathMatcher("glob:**/" + glob);
      return files.filter(matcher::matches).sorted().toList();
    }
  }
}
