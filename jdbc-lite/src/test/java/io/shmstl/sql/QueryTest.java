package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.plan.OutputColumn;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final int ROWS = 5000;

  private final MemoryCatalog catalog = new MemoryCatalog();
  private final MemoryTable numbers = numbers();

  private MemoryTable numbers() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      rows.add(new @Nullable Object[] {i, i % 7 == 0 ? null : "name" + i % 10});
    }
    MemoryTable table =
        new MemoryTable(
            MemoryCatalog.SCHEMA,
            "NUMBERS",
            List.of(Column.of("ID", SqlType.INTEGER), Column.of("NAME", SqlType.VARCHAR)),
            0,
            rows);
    catalog.add(table);
    return table;
  }

  private Answer answer(String sql, @Nullable Object... parameters) {
    return Answer.of(sql, catalog, parameters);
  }

  @Test
  void columnsAreKnownBeforeTheQueryRuns() {
    Query query = Query.prepare("select id, name as n, id * 2 from numbers", catalog);
    assertThat(query.columns())
        .extracting(OutputColumn::label)
        .containsExactly("ID", "N", "ID * 2");
    assertThat(query.columns().getFirst().table()).isEqualTo("NUMBERS");
    assertThat(numbers.rowsRead()).isZero();
  }

  @Test
  void limitReadsAboutAsManyRowsAsItGives() {
    assertThat(answer("select * from numbers limit 10").rows()).hasSize(10);
    assertThat(numbers.rowsRead()).isBetween(10L, 12L);
  }

  @Test
  void equalityWithTheKeyIsALookUp() {
    assertThat(answer("select name from numbers where id = 42 and name is null").rows()).hasSize(1);
    assertThat(answer("select name from numbers where id = ?", 43L).rows())
        .containsExactly(List.of("name3"));
    assertThat(numbers.rowsRead()).isEqualTo(2);
  }

  @Test
  void countOfAllRowsAsksTheTable() {
    assertThat(answer("select count(*), count(*) + 1 from numbers").rows())
        .containsExactly(List.of((long) ROWS, ROWS + 1L));
    assertThat(numbers.rowsRead()).isZero();
    assertThat(answer("select count(*), max(id) from numbers").rows())
        .containsExactly(List.of((long) ROWS, ROWS - 1L));
    assertThat(answer("select count(*) from numbers where id < 7").rows())
        .containsExactly(List.of(7L));
  }

  @Test
  void parameterTakesTheTypeOfItsValue() {
    Query query = Query.prepare("select ? + 1, name from numbers where id = ?", catalog);
    assertThat(query.parameterTypes().get(1).kind()).isEqualTo(TypeKind.INTEGER);
    assertThat(answer("select ? + 1 from numbers where id = ?", 1L, 3L).rows())
        .containsExactly(List.of(2L));
    assertThat(answer("select ? + 1 from numbers where id = ?", new BigDecimal("0.5"), "3").rows())
        .containsExactly(List.of(new BigDecimal("1.5")));
  }

  @Test
  void numberOfParametersIsChecked() {
    Query query = Query.prepare("select ?", catalog);
    assertThatThrownBy(() -> query.typed(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 parameters for 1 question marks");
  }

  @Test
  void explainShowsThePlanWithoutRunningIt() {
    Answer plan = answer("explain select name, count(*) from numbers where id > 3 group by name");
    assertThat(plan.columns()).extracting(OutputColumn::label).containsExactly("PLAN");
    assertThat(plan.rows().toString()).contains("NUMBERS").contains("ID > 3");
    assertThat(numbers.rowsRead()).isZero();
  }

  @Test
  void explainShowsThePlansOfSubqueriesBelowTheStepThatAsksThem() {
    Answer plan =
        answer(
            "explain select (select max(m.id) from numbers m where m.name = n.name)"
                + " from numbers n where id in (select id from numbers where id > 7)");
    List<String> lines = plan.rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
    assertThat(lines.getFirst()).isEqualTo("select 1 columns");
    assertThat(lines).contains("  subquery for each row", "    subquery");
    assertThat(lines.stream().filter(line -> line.contains("scan "))).hasSize(3);
  }

  @Test
  void writesAreRefused() {
    assertThatThrownBy(() -> answer("delete from numbers"))
        .isInstanceOf(SqlFailure.class)
        .extracting(failure -> ((SqlFailure) failure).sqlState())
        .isEqualTo("25006");
  }
}
