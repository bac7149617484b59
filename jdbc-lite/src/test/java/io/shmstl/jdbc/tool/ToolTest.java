package io.shmstl.jdbc.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.jdbc.SpaceKit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private SpaceKit space;

  @BeforeEach
  void fill() {
    space = new SpaceKit();
    var texts = space.cache("texts", Integer.class, String.class);
    texts.put(1, "plain");
    texts.put(2, "a \"b\", c\nd");
    texts.put(3, "");
  }

  @AfterEach
  void empty() {
    if (Files.exists(space.directory())) {
      space.close();
    }
  }

  @Test
  void aTableHasNumbersToTheRight() {
    assertThat(run("", space.url(), "select key, value from texts where key < 3 order by key"))
        .isZero();
    assertThat(output())
        .isEqualTo(
            """
            KEY | VALUE
            ----+------------
              1 | plain
              2 | a "b", c\\nd
            """);
  }

  @Test
  void csvQuotesOnlyWhatItMust() {
    assertThat(
            run(
                "",
                "--csv",
                space.url(),
                "select key, value, null as nothing, x'0aff' as bytes from texts order by key"))
        .isZero();
    assertThat(output())
        .isEqualTo(
            String.join(
                "\r\n",
                "KEY,VALUE,NOTHING,BYTES",
                "1,plain,,0aff",
                "2,\"a \"\"b\"\", c\nd\",,0aff",
                "3,\"\",,0aff",
                ""));
  }

  @Test
  void jsonKeepsTypes() {
    String sql =
        "select key, value, key as key, 1.50 as n, 2 > 1 as b, null as z, array[1, 2] as a,"
            + " date '2026-01-02' as d, 'é\\\"' as t from texts where key = 2";
    assertThat(run("", space.url(), sql, "--json")).isZero();
    assertThat(output())
        .isEqualTo(
            """
            [
              {"KEY": 2, "VALUE": "a \\"b\\", c\\nd", "KEY_2": 2, "N": 1.50, "B": true, \
            "Z": null, "A": [1, 2], "D": "2026-01-02", "T": "é\\\\\\""}
            ]
            """);
  }

  @Test
  void anEmptyJsonArrayIsOne() {
    run("", "--json", space.url(), "select 1 where 1 = 0");
    assertThat(output()).isEqualTo("[]\n");
  }

  @Test
  void aBareSpaceIsAUrlToo() {
    assertThat(run("", space.directory() + ";star=values", "select * from texts where key = 1"))
        .isZero();
    assertThat(output()).isEqualTo("VALUE\n-----\nplain\n");
  }

  @Test
  void statementsComeFromAPipe() {
    int status =
        run(
            """
            tables
            columns texts
            csv
            select ';' as "a;b" -- not here ;
              from texts where key = 1; select 2; select /* ; */ 3
            """,
            space.url());

    assertThat(status).isZero();
    assertThat(output())
        .contains("CACHES  texts\n")
        .contains("texts  VALUE  CHARACTER VARYING\n")
        .endsWith("a;b\r\n;\r\n2\r\n2\r\n3\r\n3\r\n");
  }

  @Test
  void aFailureIsToldAndCounts() {
    assertThat(run("select 1/0;\nselect 7;\n", space.url())).isEqualTo(1);
    assertThat(errors()).isEqualTo("error 22012: division by zero\n");
    assertThat(output()).contains("7");
  }

  @Test
  void aSpaceThatIsNotThereIsToldByName() {
    assertThat(run("", "/tmp/shmstl-not-there", "select 1")).isEqualTo(1);
    assertThat(errors()).contains("08001", "/tmp/shmstl-not-there");
  }

  @Test
  void wrongArgumentsAreToldWithTheRightOnes() {
    assertThat(run("")).isEqualTo(2);
    assertThat(errors()).startsWith("the URL is missing\nusage: ");
    assertThat(run("", "--yaml", space.url())).isEqualTo(2);
    assertThat(errors()).contains("unknown option '--yaml'");
    assertThat(run("", space.url(), "select", "1")).isEqualTo(2);
    assertThat(errors()).contains("unexpected '1'");
    assertThat(run("", "--help")).isZero();
    assertThat(output()).startsWith("usage: ");
  }

  @Test
  void aPurgeAsksAndTakesNothingElse() throws IOException {
    Path foreign = Files.writeString(space.directory().resolve("notes.txt"), "mine");

    assertThat(run("n\n", "purge", space.url())).isEqualTo(1);
    assertThat(output()).contains("1 cache", "[y/N]", "nothing was removed");
    assertThat(space.directory().resolve("system.seg")).exists();

    assertThat(run("", "purge", space.url(), "--yes")).isZero();
    assertThat(output()).contains("files removed");
    assertThat(space.directory().resolve("system.seg")).doesNotExist();
    assertThat(space.directory().resolve("caches")).doesNotExist();
    assertThat(foreign).hasContent("mine");

    assertThat(run("", "purge", space.url())).isEqualTo(1);
    assertThat(errors()).contains("there is no space in " + space.directory());
  }

  @Test
  void aSoundSpaceIsCheckedAndThereIsNothingToRepair() {
    assertThat(run("", "check", space.url())).isZero();
    assertThat(output()).isEqualTo("2 segments, nothing is wrong\n");
    assertThat(run("", "repair", space.url())).isZero();
    assertThat(output()).isEqualTo("2 segments, nothing is wrong\n");
    assertThat(run("", "check", "/tmp/shmstl-not-there")).isEqualTo(1);
    assertThat(errors()).contains("/tmp/shmstl-not-there");
  }

  @Test
  void damageIsToldInWordsAndRepairedWhenAsked() throws IOException {
    damage("plain", "p1ain");

    assertThat(run("", "check", space.url())).isEqualTo(1);
    assertThat(output()).startsWith("texts: entry at ").contains("do not fit their check");
    assertThat(run("n\n", "repair", space.url())).isEqualTo(1);
    assertThat(output()).contains("[y/N]", "nothing was changed");

    assertThat(run("", "--yes", "repair", space.url())).isZero();
    assertThat(output()).contains("texts: repaired, 1 entries dropped", "nothing is wrong");
    assertThat(run("", space.url(), "select count(*) as n from texts", "--csv")).isZero();
    assertThat(output()).isEqualTo("N\r\n2\r\n");
  }

  /** Changes a text where it stands in the memory of a cache. */
  private void damage(String text, String by) throws IOException {
    try (Stream<Path> files = Files.list(space.directory().resolve("caches"))) {
      for (Path file : files.toList()) {
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
          channel.read(bytes, 0);
          int at = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf(text);
          if (at >= 0) {
            channel.write(StandardCharsets.ISO_8859_1.encode(by), at);
          }
        }
      }
    }
  }

  private int run(String input, String... arguments) {
    output.reset();
    errors.reset();
    try (PrintStream out = new PrintStream(output, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
      return new Tool(
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, false)
          .run(List.of(arguments));
    }
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }
}
