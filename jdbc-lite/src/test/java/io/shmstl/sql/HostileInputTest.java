package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.expression.StatementLimits;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements nobody in his right mind writes: they end soon, with an error that says where. */
@Timeout(20)
class HostileInputTest {
  private static final MemoryCatalog CATALOG = SampleTables.catalog();
  private static final int DEEP = 10_000;
  private static final int MEGABYTE = 1 << 20;
  private static final int SMALL_STACK = 192 << 10;
  private static final long SHORT_NANOS = Duration.ofMillis(500).toNanos();

  private static Answer answer(String sql) {
    return Answer.of(sql, CATALOG, new StatementLimits(SHORT_NANOS, 1L << 26, ZoneOffset.UTC));
  }

  private static SqlFailure failure(String sql) {
    return catchThrowableOfType(SqlFailure.class, () -> answer(sql));
  }

  private static @Nullable Object value(String sql) {
    return answer(sql).rows().getFirst().getFirst();
  }

  private static String nested(String open, String inner, String close) {
    return open.repeat(DEEP) + inner + close.repeat(DEEP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "( | 1 | )",
        "not  | true | ~~",
        "~- ~ | 1 | ~~",
        "abs( | 1 | )",
        "(select  | 1 | )",
        "case when true then  | 1 |  end",
        "cast( | 1 |  as int)",
        "coalesce(1,  | 1 | )",
        "array[ | 1 | ]",
        "1 +  | 1 | ~~",
        "1 in (select  | 1 | )",
        "exists (select  | 1 | )",
        "~~ | 1 | ::int",
        "~~ | 1 |  + 1",
        "~~ | true |  is null",
        "~~ | true |  = true",
        "~~ | array[1] | [1]",
        "1 between 0 and  | 1 | ~~",
        "'a' like  | 'a' | ~~"
      })
  void deepNestingIsRefusedWhereItGetsTooDeep(String open, String inner, String close) {
    String start = open == null ? "" : open + " ";
    String end = close == null ? "" : " " + close;
    SqlFailure failure = failure("select " + nested(start, inner == null ? "" : inner, end));
    assertThat(failure.sqlState()).isIn("54001", "42000", "42804");
    assertThat(failure.line()).isEqualTo(1);
    assertThat(failure.column()).isPositive();
  }

  /** The limits of depth take a usual stack for granted; a thread may have a smaller one. */
  @ParameterizedTest
  @ValueSource(strings = {"[1]", " + 1", "::int"})
  void whatNeedsMoreStackThanAThreadHasIsRefused(String operator) throws InterruptedException {
    List<Throwable> met = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> met.add(failure("select array[1]" + operator.repeat(790))),
            "small stack",
            SMALL_STACK);
    small.setUncaughtExceptionHandler((_, e) -> met.add(e));
    small.start();
    small.join();

    assertThat(met).singleElement().isInstanceOf(SqlFailure.class);
    assertThat(((SqlFailure) met.getFirst()).sqlState()).isIn("54001", "42000", "42804");
  }

  @Test
  void deepQueriesAreRefused() {
    assertThat(failure("select * from " + nested("(select * from ", "pairs", ") t")).sqlState())
        .isEqualTo("54001");
    assertThat(failure(nested("(", "select 1", ")")).sqlState()).isEqualTo("54001");
    assertThat(failure("select 1" + " union select 1".repeat(DEEP)).sqlState()).isEqualTo("54001");
    assertThat(failure("select 1 from pairs" + " cross join pairs".repeat(DEEP)).sqlState())
        .isIn("54001", "42000");
    assertThat(failure("select 1 from " + nested("(", "pairs", ")")).sqlState()).isEqualTo("54001");
    assertThat(value("select json_value('" + nested("[", "1", "]") + "', '$[0]')")).isNull();
  }

  @Test
  void longListsAreNotDeep() {
    String ones = "1" + ", 1".repeat(100_000);
    assertThat(value("select 1 in (2, " + ones + ")")).isEqualTo(true);
    assertThat(value("select true" + " and true".repeat(DEEP))).isEqualTo(true);
    assertThat(value("select false" + " or false".repeat(DEEP))).isEqualTo(false);
    assertThat(value("select count(*) from (values 1" + ", 1".repeat(DEEP) + ")"))
        .isEqualTo(DEEP + 1L);
    assertThat(value("select case" + " when false then 0".repeat(DEEP) + " else 1 end"))
        .isEqualTo(1L);
    assertThat(answer("select " + "1, ".repeat(2_000) + "1").columns()).hasSize(2_001);
  }

  @Test
  void literalsOfAMegabyteAreTaken() {
    String text = "x".repeat(MEGABYTE);
    assertThat(value("select length('" + text + "')")).isEqualTo((long) MEGABYTE);
    assertThat(value("select '" + text + "' = '" + text + "'")).isEqualTo(true);
    assertThat(value("select length('" + "''".repeat(MEGABYTE) + "')")).isEqualTo((long) MEGABYTE);
    assertThat(value("select octet_length(cast(x'" + "ab".repeat(MEGABYTE) + "' as varbinary))"))
        .isEqualTo((long) MEGABYTE);
    assertThat(value("select 1 /* " + text + " */")).isEqualTo(1L);
    assertThat(value("select 1 -- " + text)).isEqualTo(1L);
    assertThat(value("select " + " ".repeat(MEGABYTE) + "1")).isEqualTo(1L);
  }

  @Test
  void namesAndNumbersOfAMegabyteFailWithAShortMessage() {
    for (String sql :
        List.of(
            "select " + "x".repeat(MEGABYTE),
            "select \"" + "x".repeat(MEGABYTE) + "\" from pairs",
            "select * from " + "t".repeat(MEGABYTE),
            "select " + "f".repeat(MEGABYTE) + "(1)",
            "select " + "9".repeat(MEGABYTE),
            "select 1." + "9".repeat(MEGABYTE),
            "select 0x" + "f".repeat(MEGABYTE),
            "select 0b" + "1".repeat(MEGABYTE),
            "select 1e" + "9".repeat(MEGABYTE),
            "select cast('" + "9".repeat(MEGABYTE) + "' as numeric)",
            "select cast('" + "9".repeat(MEGABYTE) + "' as date)",
            "select cast('" + "9".repeat(MEGABYTE) + "' as double precision)",
            "select date '" + "9".repeat(MEGABYTE) + "'",
            "select interval '" + "9".repeat(MEGABYTE) + "' day",
            "select " + "x.".repeat(MEGABYTE / 2) + "y from pairs",
            "select cast(1 as varchar(" + "9".repeat(MEGABYTE) + "))",
            "select a from pairs limit " + "9".repeat(MEGABYTE))) {
      SqlFailure failure = failure(sql);
      assertThat(failure.sqlState()).isNotEmpty();
      assertThat(failure.getMessage()).hasSizeLessThan(1_000);
    }
    assertThat(failure("select '" + "x".repeat(17 * MEGABYTE) + "'").sqlState()).isEqualTo("54001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select 'abc | 1 | 8",
        "select \"abc from pairs | 1 | 8",
        "select 1 /* abc | 1 | 10",
        "select (1 | 1 | 10",
        "select 1) | 1 | 9",
        "select $$abc | 1 | 8",
        "select x'0 | 1 | 8",
        "select x'0g' | 1 | 8",
        "select x'0' | 1 | 8",
        "select array[1 | 1 | 15",
        "select 'a'' | 1 | 8",
        "select U&'\\00g0' | 1 | 8",
        "select # | 1 | 8",
        "select 1 @ 2 | 1 | 10",
        "select {1} | 1 | 8"
      })
  void unbalancedSignsAreShownWhereTheyStart(String sql, int line, int column) {
    SqlFailure failure = failure(sql);
    assertThat(failure.sqlState()).isEqualTo("42000");
    assertThat(failure.line()).isEqualTo(line);
    assertThat(failure.column()).isEqualTo(column);
    assertThat(failure).hasMessageEndingWith("(line " + line + ", column " + column + ")");
  }

  @Test
  void linesCountThroughTextsAndComments() {
    SqlFailure failure = failure("select 'a\nb', /* c\n\n */ 1,\n  -- d\n  nosuch\nfrom pairs");
    assertThat(failure.sqlState()).isEqualTo("42S22");
    assertThat(failure.line()).isEqualTo(6);
    assertThat(failure.column()).isEqualTo(3);
  }

  @Test
  void unicodeIsTextLikeAnyOther() {
    assertThat(value("select 'ünï😀\u202e\u0000\ud800'")).isEqualTo("ünï😀\u202e\u0000\ud800");
    assertThat(value("select upper('straße')")).isEqualTo("STRASSE");
    assertThat(value("select Größe from (select 1 as größe) t")).isEqualTo(1L);
    assertThat(value("select 日本 from (select 1 as 日本)")).isEqualTo(1L);
    assertThat(value("select \"😀\" from (select 1 as \"😀\")")).isEqualTo(1L);
    assertThat(value("\ufeffselect 1")).isEqualTo(1L);
    assertThat(value("select\u00a01")).isEqualTo(1L);
    for (String sql : List.of("select \u0000", "select 1 \u0000", "\ud800", "select \udc00 1")) {
      assertThat(failure(sql).sqlState()).isEqualTo("42000");
    }
  }

  @Test
  void patternsThatExplodeEndInTime() {
    String text = "a".repeat(MEGABYTE / 2);
    String many = "%a".repeat(200);
    assertThat(value("select '" + text + "' like '" + many + "b'")).isEqualTo(false);
    assertThat(value("select '" + text + "' like '" + many + "%'")).isEqualTo(true);
    assertThat(
            failure("select '" + text + "' like '%" + "a".repeat(MEGABYTE / 4) + "b%'").sqlState())
        .isEqualTo("57014");
    String slow = "(.*)".repeat(8) + "x";
    assertThat(failure("select regexp_like('" + "a".repeat(500) + "', '" + slow + "')").sqlState())
        .isEqualTo("57014");
    assertThat(
            failure("select regexp_replace('" + "a".repeat(500) + "', '" + slow + "', '')")
                .sqlState())
        .isEqualTo("57014");
    assertThat(failure("select regexp_like('a', '" + "(".repeat(DEEP) + ")')").sqlState())
        .isIn("22025", "54001");
    assertThat(failure("select regexp_like('a', '" + nested("(", "a", ")") + "')").sqlState())
        .isIn("22025", "54001");
    assertThat(failure("select regexp_like('" + text + "', '(a|b)*c')").sqlState())
        .isIn("54001", "57014");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select repeat('x', 1000000000000)",
        "select space(2147483647)",
        "select lpad('x', 2000000000, 'y')",
        "select repeat(repeat(repeat('x', 100000), 100000), 100000)",
        "select replace(repeat('x', 10000000), 'x', repeat('y', 10000000))",
        "select repeat('x', 60000000) || repeat('x', 60000000)",
        "select concat(repeat('x', 60000000), repeat('x', 60000000))",
        "select cast(1e100000 as numeric)",
        "select cast('1e2000000000' as decfloat)",
        "select 1e99999 * 1e99999 * 1e99999 * 1e99999",
        "select power(1e300, 300) * power(1e300, 300)",
        "select cast(1e-100000 as decfloat) / 1e99999 / 1e99999",
        "select round(1.5, 2147483647)",
        "select 9223372036854775807 * 9223372036854775807",
        "select dateadd(year, 9223372036854775807, date '2020-01-01')",
        "select dateadd(month, -9223372036854775808, date '2020-01-01')",
        "select date '2020-01-01' + 9223372036854775807",
        "select timestamp '2020-01-01 00:00:00' + interval '999999999999' year",
        "select datediff(nanosecond, date '0001-01-01', date '9999-01-01')",
        "select substring('abc', -9223372036854775808, 9223372036854775807)",
        "select left('abc', 9223372036854775807)",
        "select a from pairs offset 9223372036854775807 rows fetch next 9223372036854775807 rows only",
        "select lag(a, 9223372036854775807) over (order by a) from pairs",
        "select ntile(9223372036854775807) over (order by a) from pairs",
        "select sum(a) over (order by a rows between 9223372036854775807 preceding and 9223372036854775807 following) from pairs",
        "select sum(a) over (order by a groups between 9223372036854775807 preceding and 9223372036854775807 following) from pairs",
        "select sum(a) over (order by a range between 9223372036854775807 preceding and 9223372036854775807 following) from pairs",
        "select sum(b) from (values (9223372036854775807), (9223372036854775807)) t(b)",
        "select abs(-9223372036854775808), mod(-9223372036854775808, -1)",
        "select -9223372036854775808 / -1",
        "select cast('9999999999-01-01' as date)",
        "select 1.0 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3",
        "select translate(repeat('x', 1000000), repeat('y', 1000000), 'z')",
        "select string_agg(repeat('x', 10000000), ',') from pairs",
        "select array_agg(repeat('x', 10000000)) from pairs",
        "select json_value('{\"a\":1e999999999}', '$.a')",
        "select json_value('[1]', '$[99999999999999999999]')",
        "select formatdatetime(now(), 'nonsense')",
        "select trim(both 'ab' from 'abc'), lpad('a', 5, ''), position('' in '')",
        "select char(2147483647), chr(-1)",
        "select extract(year from date '+999999999-12-31') + 1",
        "select log(0, 0), atan2(0, 0), cot(0)"
      })
  void extremeArgumentsGiveAValueOrAnError(String sql) {
    Outcome outcome;
    try {
      outcome = new Outcome(List.of(), answer(sql).rows(), "", "");
    } catch (SqlFailure e) {
      outcome = Outcome.failure(e.sqlState(), String.valueOf(e.getMessage()));
    }
    assertThat(outcome.isFailure() || !outcome.rows().isEmpty() || sql.contains("offset")).isTrue();
    assertThat(outcome.message()).hasSizeLessThan(1_000);
  }

  @Test
  void errorsOfValuesHaveTheirState() {
    assertThat(failure("select 1 / (a - a) from pairs where a = 1").sqlState()).isEqualTo("22012");
    assertThat(failure("select 2147483647 + a from pairs where a = 1").sqlState())
        .isEqualTo("22003");
    assertThat(failure("select cast(c as int) from pairs where c = 'x'").sqlState())
        .isEqualTo("22018");
    assertThat(failure("select (select a from pairs)").sqlState()).isEqualTo("21000");
  }

  /** Valid statements with a few tokens moved, doubled, dropped or made up. */
  @Test
  void mutilatedStatementsFailOrAnswerButDoNotBreak() {
    Random random = new Random(4711);
    List<String> sources = new ArrayList<>();
    for (String file :
        List.of("expressions", "select", "joins", "groups", "subqueries", "windows")) {
      QueryFile.read(file).forEach(entry -> sources.add(entry.query()));
    }
    int failed = 0;
    int total = 2_500;
    for (int i = 0; i < total; i++) {
      String sql = mutilated(sources.get(random.nextInt(sources.size())), random);
      try {
        answer(sql);
      } catch (SqlFailure e) {
        assertThat(e.sqlState()).as(sql).hasSize(5);
        failed++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("query " + i + ": " + sql, e);
      }
    }
    assertThat(failed).isBetween(total / 4, total - 1);
  }

  private static String mutilated(String sql, Random random) {
    List<String> words = new ArrayList<>(List.of(sql.split("(?<=\\W)|(?=\\W)", -1)));
    List<String> strange =
        List.of(
            "null",
            "(",
            ")",
            ",",
            "'",
            "*",
            "select",
            "-",
            "x''",
            "over ()",
            "1e9",
            ".",
            "distinct",
            "from",
            "order by 1",
            "having",
            "::int",
            "[1]",
            "interval '1' day",
            "\u0000",
            "case",
            "not",
            "limit 1",
            "with t as (select 1)",
            "\"",
            "--",
            "union all",
            "0");
    for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(4)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, " " + strange.get(random.nextInt(strange.size())) + " ");
        case 2 -> words.add(at, words.get(random.nextInt(words.size())));
        default -> words.set(at, words.get(random.nextInt(words.size())));
      }
      if (words.isEmpty()) {
        words.add("select");
      }
    }
    return String.join("", words);
  }

  @Test
  void parametersAreNeededForQuestionMarks() {
    assertThatThrownBy(() -> answer("select ?")).isInstanceOf(IllegalArgumentException.class);
  }
}
