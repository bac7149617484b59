package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which columns a cache has. */
class CacheColumnsTest {
  record Address(String city, int zip) {}

  record Customer(
      long id, String name, @Nullable Address address, DayOfWeek day, List<String> tags) {}

  record OrderKey(String region, long id) {}

  record Order(long id, BigDecimal total, Instant at, Optional<String> note) {}

  record Node(int number, @Nullable Node next) {}

  private final DatabaseKit kit = new DatabaseKit();

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void scalarsAreKeyAndValue() {
    kit.cache("names", Long.class, String.class).put(7L, "Ada");
    assertThat(kit.columns("SELECT * FROM names"))
        .containsExactly("KEY BIGINT", "VALUE CHARACTER VARYING");
    assertThat(kit.rows("SELECT * FROM names")).containsExactly(List.of(7L, "Ada"));
  }

  @Test
  void emptyCacheHasItsColumns() {
    kit.cache("customers", Long.class, Customer.class);
    assertThat(kit.columns("SELECT * FROM customers"))
        .containsExactly(
            "KEY BIGINT",
            "id BIGINT",
            "name CHARACTER VARYING",
            "address.city CHARACTER VARYING",
            "address.zip INTEGER",
            "day CHARACTER VARYING",
            "tags ARRAY");
    assertThat(kit.rows("SELECT * FROM customers")).isEmpty();
  }

  @Test
  void recordsInsideRecordsAreColumnsToo() {
    Cache<Long, Customer> cache = kit.cache("customers", Long.class, Customer.class);
    cache.put(
        1L, new Customer(1, "Ada", new Address("London", 7), DayOfWeek.FRIDAY, List.of("x", "y")));
    cache.put(2L, new Customer(2, "Bob", null, DayOfWeek.MONDAY, List.of()));
    assertThat(
            kit.rows(
                "SELECT name, \"address.city\", \"address.zip\", day, tags"
                    + " FROM customers ORDER BY id"))
        .containsExactly(
            List.of("Ada", "London", 7L, "FRIDAY", List.of("x", "y")),
            Arrays.asList("Bob", null, null, "MONDAY", List.of()));
  }

  @Test
  void nameInKeyAndValueGetsAPrefixInTheKey() {
    Cache<OrderKey, Order> cache = kit.cache("orders", OrderKey.class, Order.class);
    cache.put(
        new OrderKey("EU", 3),
        new Order(4, new BigDecimal("12.50"), Instant.EPOCH, Optional.empty()));
    assertThat(kit.columns("SELECT * FROM orders"))
        .containsExactly(
            "region CHARACTER VARYING",
            "KEY_id BIGINT",
            "id BIGINT",
            "total DECFLOAT",
            "at TIMESTAMP WITH TIME ZONE",
            "note CHARACTER VARYING");
    assertThat(kit.rows("SELECT key_id, id, note FROM orders WHERE region = 'EU'"))
        .containsExactly(Arrays.asList(3L, 4L, null));
  }

  @Test
  void starShowsValuesOnlyIfAskedTo() {
    try (DatabaseKit values = new DatabaseKit(false)) {
      values.cache("names", Long.class, String.class).put(7L, "Ada");
      assertThat(values.rows("SELECT * FROM names")).containsExactly(List.of("Ada"));
      assertThat(values.rows("SELECT key FROM names")).containsExactly(List.of(7L));
    }
  }

  @Test
  void recordInsideItselfStaysWhole() {
    Cache<Integer, Node> cache = kit.cache("nodes", Integer.class, Node.class);
    cache.put(1, new Node(1, new Node(2, null)));
    assertThat(kit.columns("SELECT * FROM nodes"))
        .containsExactly(
            "KEY INTEGER", "number INTEGER", "next.number INTEGER", "next.next CHARACTER VARYING");
    assertThat(kit.rows("SELECT \"next.number\" FROM nodes")).containsExactly(List.of(2L));
  }

  @Test
  void untypedCacheIsTheUnionOfWhatIsSeen() {
    Cache<Object, Object> cache = kit.cache("any", Object.class, Object.class);
    cache.put("a", new OrderKey("EU", 1));
    cache.put("b", new Address("London", 2));
    cache.put("c", "text");
    assertThat(kit.columns("SELECT * FROM \"any\""))
        .containsExactly(
            "KEY CHARACTER VARYING",
            "city CHARACTER VARYING",
            "zip INTEGER",
            "region CHARACTER VARYING",
            "id BIGINT",
            "VALUE CHARACTER VARYING");
    assertThat(kit.rows("SELECT city, region, value FROM \"any\" ORDER BY key"))
        .containsExactly(
            Arrays.asList(null, "EU", null),
            Arrays.asList("London", null, null),
            Arrays.asList(null, null, "text"));
  }

  @Test
  void untypedEmptyCacheHasKeyAndValue() {
    kit.cache("any", Object.class, Object.class);
    assertThat(kit.columns("SELECT * FROM \"any\""))
        .containsExactly("KEY CHARACTER VARYING", "VALUE CHARACTER VARYING");
  }

  @Test
  void hiddenColumnsTellAboutTheEntry() {
    Cache<Long, String> cache = kit.cache("names", Long.class, String.class);
    cache.put(7L, "Ada");
    assertThat(kit.rows("SELECT _created, _expires, _bytes, _key, _value FROM names"))
        .containsExactly(Arrays.asList(null, null, 6L, 7L, "Ada"));
    Object before = kit.value("SELECT _version FROM names");
    cache.put(7L, "Bob");
    assertThat((Long) kit.value("SELECT _version FROM names")).isGreaterThan((Long) before);
  }

  @Test
  void mapsAreText() {
    Cache<String, Object> cache = kit.cache("maps", String.class, Object.class);
    cache.put("m", Map.of("k", List.of(1, 2)));
    assertThat(kit.value("SELECT value FROM maps")).isEqualTo("{\"k\":[1,2]}");
  }
}
