package io.shmstl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The README's table of claims: complete, and every name in it real. */
class ClaimsTableTest {
  private static final int CLAIMS = 29;
  private static final String HEADER = "| claims | what they say | classes | tests |";

  private static final List<List<String>> ROWS =
      Documents.table(Documents.text(Documents.ROOT.resolve("README.md")), HEADER);

  @Test
  void everyClaimHasARowAndNoneHasTwo() {
    List<Integer> claims = ROWS.stream().flatMap(row -> claims(row.get(0)).stream()).toList();

    assertThat(claims)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, CLAIMS).boxed().toList());
  }

  @Test
  void everyClassOfTheTableExists() {
    for (List<String> row : ROWS) {
      List<String> classes = Documents.code(row.get(2));
      assertThat(classes).as("classes of claim " + row.get(0)).isNotEmpty();
      assertThat(classes).allMatch(Documents::isClass, "is a class of io.shmstl");
    }
  }

  @Test
  void everyTestOfTheTableExists() {
    Set<String> known =
        Documents.tests().entrySet().stream()
            .flatMap(test -> test.getValue().stream().map(name -> test.getKey() + "." + name))
            .collect(Collectors.toCollection(TreeSet::new));
    for (List<String> row : ROWS) {
      List<String> tests = Documents.code(row.get(3));
      assertThat(tests).as("tests of claim " + row.get(0)).isNotEmpty();
      assertThat(tests).allMatch(known::contains, "is a test");
    }
  }

  /** The numbers in {@code 6-7, 14-15}. */
  private static List<Integer> claims(String cell) {
    return List.of(cell.split(", ?", -1)).stream()
        .map(part -> part.split("-", -1))
        .flatMapToInt(range ->
            IntStream.rangeClosed(
                Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1])))
        .boxed()
        .toList();
  }
}
