package io.shmstl.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.expression.StatementLimits;
import io.shmstl.sql.type.SqlType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time, cancel and memory reach every operator. */
@Timeout(30)
class LimitsTest {
  private static final int ROWS = 3_000;
  private static final long TIME_NANOS = Duration.ofMillis(60).toNanos();
  private static final long MEMORY_BYTES = 100_000;
  private static final MemoryCatalog CATALOG =
      new MemoryCatalog()
          .add("N", rows(), "ID", SqlType.INTEGER, "G", SqlType.INTEGER, "S", SqlType.VARCHAR);

  private static List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      rows.add(new @Nullable Object[] {i, i % 10, "text number " + i});
    }
    return rows;
  }

  private static SqlFailure failure(String sql, long timeNanos, long memoryBytes) {
    StatementLimits limits = new StatementLimits(timeNanos, memoryBytes, ZoneOffset.UTC);
    return catchThrowableOfType(SqlFailure.class, () -> Answer.of(sql, CATALOG, limits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from n a, n b, n c",
        "select a.id from n a, n b, n c where a.id + b.id + c.id < 0",
        "select a.id from n a join n b on a.id < b.id join n c on a.id > c.id where c.s < a.s || b.s || '0' and a.id + b.id + c.id < 0",
        "select a.id from n a left join n b on a.id < b.id left join n c on c.id < 0 where b.s = 'x'",
        "select a.id from n a full join n b on a.g = b.g full join n c on b.g = c.g where a.id < 0",
        "select a.g, count(distinct b.id + c.id) from n a, n b, n c group by a.g",
        "select distinct a.g from n a, n b, n c where a.g < 3 and b.id >= 0 and c.id >= 0",
        "select max(a.id + b.id * c.id) from n a, n b, n c",
        "select a.g from n a, n b, n c order by b.s limit 1",
        "select a.g from n a, n b, n c offset 10000000000",
        "select a.g from n a, n b, n c where a.id + b.id + c.id < 0 union all select 1",
        "select a.g from n a, n b, n c except select g from n",
        "select a.g from n a intersect select a.id + b.id + c.id + 1000000 from n a, n b, n c",
        "select a.id from n a where exists (select 1 from n b, n c where b.id + c.id < a.id - 9999)",
        "select a.id from n a where a.id in (select b.id + c.id + 99999 + a.id from n b, n c)",
        "select a.id from n a where a.id > all (select b.id - c.id - 9999 from n b, n c where b.id > a.id)",
        "select (select count(*) from n b, n c where b.id < a.id + c.id) from n a",
        "select sum(b.id) over (order by a.id, b.id rows between 2000 preceding and 2000 following) from n a join n b on a.g = b.g and a.id < 300",
        "select rank() over (order by a.s) from n a, n b, n c where a.id + b.id + c.id < 0",
        "select string_agg(a.s, ',') over (order by a.id rows 2000 preceding) from n a, n b where b.id < 5",
        "select nth_value(a.id, 2999) over (order by a.id rows between unbounded preceding and unbounded following) from n a, n b where b.id < 3",
        "select lag(case when a.id < 0 then 1 end, 1) ignore nulls over (order by a.id) from n a, n b where b.id < 3",
        "with t as (select a.id from n a, n b) select count(*) from t x, t y",
        "select count(*) from (values (1), (2)) v, n a, n b, n c where regexp_like(a.s, '.*.*.*x')",
        "select count(*) from n a, n b, n c where a.s || b.s || c.s like '%numbed%'",
        "select a.id from n a where (a.id, a.g) in (select b.id - 99999 - a.id, c.g from n b, n c)",
        "select count(*) from n a where a.id < 0 or a.id in (select c.id from n c, n d where c.id < d.id + a.id - 9999)"
      })
  void aStatementEndsSoonAfterItsTime(String sql) {
    long start = System.nanoTime();
    SqlFailure failure = failure(sql, TIME_NANOS, 1L << 28);
    long took = System.nanoTime() - start;
    assertThat(failure).as(sql).isNotNull();
    assertThat(failure.sqlState()).isEqualTo("57014");
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select s from n order by s",
        "select s from n order by s limit 2900",
        "select s, count(*) from n group by s",
        "select g, count(distinct s) from n group by g",
        "select distinct s from n",
        "select a.id from n a join n b on a.s = b.s",
        "select a.id from n a full join n b on a.s = b.s",
        "select a.id from n a left join n b on a.id < b.id and b.s <> ''",
        "select s from n union select s from n",
        "select s from n except select s || 'x' from n",
        "select s from n intersect select s from n",
        "select id from n where s in (select s from n)",
        "select id from n where (s, g) in (select s, g from n)",
        "select id from n where s >= all (select s from n)",
        "select id, rank() over (order by s) from n",
        "select string_agg(s, ',') from n",
        "select string_agg(s, ',' order by s) from n",
        "select array_agg(s) from n",
        "select string_agg(s, ',') over (order by id) from n where id < 200",
        "with t as (select s from n) select count(*) from t a join t b on a.s = b.s",
        "select id from n order by s fetch first 50 percent rows only"
      })
  void aStatementThatKeepsTooMuchIsRefused(String sql) {
    SqlFailure failure = failure(sql, 0, MEMORY_BYTES);
    assertThat(failure).as(sql).isNotNull();
    assertThat(failure.sqlState()).isEqualTo("53200");
    assertThat(failure).hasMessageContaining(String.valueOf(MEMORY_BYTES));
    assertThat(failure(sql, 0, 1L << 27)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from n where id >= 0",
        "select id from n order by s limit 10",
        "select sum(id), max(s) from n group by g",
        "select count(*) from n a where exists (select s from n b where b.id = a.id order by s)",
        "select count(*) from n a where a.g in (select b.g from n b where b.id < 3 and b.id >= a.id * 0)",
        "select id, (select count(distinct s) from n b where b.id < 5 and a.id >= 0) from n a",
        "select id, sum(id) over (order by id rows 3 preceding) from n where id < 100",
        "select count(*) from n a where a.g >= all (select b.g from n b where b.id < 2 and a.id >= 0)"
      })
  void whatIsDoneWithIsGivenBack(String sql) {
    assertThat(failure(sql, 0, MEMORY_BYTES)).isNull();
  }

  @Test
  void cancelEndsAScanWithinAboutAThousandRows() {
    CancellingTable table = new CancellingTable();
    Query query = Query.prepare("select id from endless", CATALOG.copyWith(table));
    StatementContext context =
        new StatementContext(new ReadView() {}, List.of(), StatementLimits.defaults());
    table.context = context;
    try (RowCursor rows = query.execute(context)) {
      SqlFailure failure =
          catchThrowableOfType(
              SqlFailure.class,
              () -> {
                while (rows.next() != null) {
                  assertThat(table.given).isLessThan(3 * CancellingTable.CANCEL_AT);
                }
              });
      assertThat(failure.sqlState()).isEqualTo("57014");
      assertThat(failure).hasMessageContaining("cancelled");
    }
    assertThat(table.isClosed).isTrue();
  }

  /** A table without end that cancels who reads it. */
  private static final class CancellingTable implements Table {
    static final long CANCEL_AT = 5_000;
    private @Nullable StatementContext context;
    private long given;
    private boolean isClosed;

    @Override
    public String schema() {
      return MemoryCatalog.SCHEMA;
    }

    @Override
    public String name() {
      return "ENDLESS";
    }

    @Override
    public List<Column> columns() {
      return List.of(Column.of("ID", SqlType.BIGINT));
    }

    @Override
    public long estimatedRows() {
      return Long.MAX_VALUE;
    }

    @Override
    public int keyColumn() {
      return NO_KEY;
    }

    @Override
    public TableCursor find(ReadView view, Object key, BitSet columns) {
      throw new IllegalStateException("there is no key");
    }

    @Override
    public TableCursor scan(ReadView view, BitSet columns) {
      return new TableCursor() {
        @Override
        public boolean next() {
          if (++given == CANCEL_AT && context != null) {
            context.cancel();
          }
          return true;
        }

        @Override
        public Object get(int column) {
          return given;
        }

        @Override
        public void close() {
          isClosed = true;
        }
      };
    }
  }
}
