package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a statement that was prepared before is used again. */
class QueryCacheTest {
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final MemoryCatalog catalog =
      new MemoryCatalog()
          .add("A", rows, "ID", SqlType.BIGINT)
          .add("B", List.of(), "ID", SqlType.BIGINT);
  private final QueryCache queries = new QueryCache(catalog);

  @Test
  void sameTextGivesTheSameStatement() {
    Query query = queries.prepare("select id from a");
    assertThat(queries.prepare("select id from a")).isSameAs(query);
    assertThat(queries.prepare("select id  from a")).isNotSameAs(query);
  }

  @Test
  void textUsedLastIsKnownAsLongAsItMeansTheSame() {
    Query query = queries.prepare("select id from a");
    assertThat(queries.known("select id from a")).isSameAs(query);
    assertThat(queries.known("select id from b")).isNull();
    Query other = queries.prepare("select id from b");
    assertThat(queries.known("select id from a")).isSameAs(query);
    assertThat(queries.known("select id from b")).isSameAs(other);
    catalog.add("B", List.of(), "NAME", SqlType.VARCHAR);
    assertThat(queries.known("select id from b")).isNull();
    assertThat(queries.known("select id from a")).isSameAs(query);
  }

  @Test
  void tableThatWasReplacedIsBoundAnew() {
    String sql = "select * from a";
    Query before = queries.prepare(sql);
    catalog.add("A", List.of(), "NAME", SqlType.VARCHAR);
    assertThat(before.isCurrent()).isFalse();
    assertThat(queries.prepare(sql).columns())
        .singleElement()
        .extracting("label")
        .isEqualTo("NAME");
  }

  @Test
  void tableInASubqueryThatWasReplacedIsBoundAnew() {
    String sql = "select id from a where exists (select 1 from b)";
    Query before = queries.prepare(sql);
    catalog.add("B", List.of(), "NAME", SqlType.VARCHAR);
    assertThat(queries.prepare(sql)).isNotSameAs(before);
  }

  @Test
  void nameThatOnlyMatchesWithoutItsCaseIsLookedForAgain() {
    catalog.add("mixed", List.of(), "ID", SqlType.BIGINT);
    Query before = queries.prepare("select id from Mixed");
    assertThat(queries.prepare("select id from Mixed")).isSameAs(before);
    catalog.add("Mixed", List.of(), "ID", SqlType.BIGINT);
    assertThatThrownBy(() -> queries.prepare("select id from Mixed"))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("ambiguous");
  }

  @Test
  void joinIsPlannedAnewWhenATableHasGrown() {
    String join = "select 1 from a join b on a.id = b.id";
    String alone = "select 1 from a";
    Query before = queries.prepare(join);
    Query beforeAlone = queries.prepare(alone);
    for (long i = 0; i < 100; i++) {
      rows.add(new @Nullable Object[] {i});
    }
    assertThat(queries.prepare(join)).isNotSameAs(before);
    assertThat(queries.prepare(alone)).isSameAs(beforeAlone);
  }

  @Test
  void statementUsedLongestAgoGoesFirst() {
    Query first = queries.prepare("select 0 from a");
    Query second = queries.prepare("select 1 from a");
    for (int i = 2; i < QueryCache.MOST_QUERIES; i++) {
      queries.prepare("select " + i + " from a");
    }
    assertThat(queries.prepare("select 0 from a")).isSameAs(first);
    queries.prepare("select -1 from a");
    assertThat(queries.prepare("select 0 from a")).isSameAs(first);
    assertThat(queries.prepare("select 1 from a")).isNotSameAs(second);
  }

  @Test
  void longTextsAndExplainedPlansAreNotKept() {
    String sql = "select 1 from a" + " ".repeat(QueryCache.LONGEST_TEXT);
    assertThat(queries.prepare(sql)).isNotSameAs(queries.prepare(sql));
    String explain = "explain select 1 from a";
    assertThat(queries.prepare(explain)).isNotSameAs(queries.prepare(explain));
  }

  @Test
  void statementThatFailsFailsAgain() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> queries.prepare("select id from nothing"))
          .isInstanceOf(SqlFailure.class)
          .extracting("sqlState")
          .isEqualTo("42S02");
    }
    catalog.add("NOTHING", List.of(), "ID", SqlType.BIGINT);
    assertThat(queries.prepare("select id from nothing").columns()).hasSize(1);
  }
}
