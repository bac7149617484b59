package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects of Java serialization as rows, without their classes. */
class BeanColumnsTest {
  static class Person implements Serializable {
    private static final long serialVersionUID = 1L;
    final long id;
    final String name;

    Person(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  static final class Home implements Serializable {
    private static final long serialVersionUID = 1L;
    final String city;

    Home(String city) {
      this.city = city;
    }
  }

  @SuppressWarnings("JavaUtilDate") // beans of users hold dates
  static final class Customer extends Person {
    private static final long serialVersionUID = 1L;
    final @Nullable BigDecimal limit = new BigDecimal("12.50");
    final LocalDate born = LocalDate.of(1999, 12, 31);
    final Date since = new Date(0);
    final ArrayList<String> tags = new ArrayList<>(List.of("x", "y"));
    @Nullable Home home;

    Customer(long id, String name) {
      super(id, name);
    }
  }

  /** Only it knows what it writes. */
  public static final class Secret implements Externalizable {
    private static final long serialVersionUID = 1L;

    public Secret() {}

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  private final DatabaseKit kit = new DatabaseKit();

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void fieldsOfBeansAreColumns() {
    Cache<Long, Customer> cache = kit.cache("customers", Long.class, Customer.class);
    assertThat(kit.columns("SELECT * FROM customers"))
        .containsExactly(
            "KEY BIGINT",
            "id BIGINT",
            "name CHARACTER VARYING",
            "limit DECFLOAT",
            "born DATE",
            "since TIMESTAMP WITH TIME ZONE",
            "tags ARRAY",
            "home.city CHARACTER VARYING");
    Customer ada = new Customer(1, "Ada");
    ada.home = new Home("London");
    cache.put(1L, ada);
    cache.put(2L, new Customer(2, "Bob"));
    OffsetDateTime epoch = Instant.EPOCH.atOffset(ZoneOffset.UTC);
    assertThat(
            kit.rows(
                "SELECT id, name, \"limit\", born, since, tags, \"home.city\" FROM customers"
                    + " ORDER BY id"))
        .containsExactly(
            List.of(
                1L,
                "Ada",
                new BigDecimal("12.5"),
                LocalDate.of(1999, 12, 31),
                epoch,
                List.of("x", "y"),
                "London"),
            Arrays.asList(
                2L,
                "Bob",
                new BigDecimal("12.5"),
                LocalDate.of(1999, 12, 31),
                epoch,
                List.of("x", "y"),
                null));
  }

  @Test
  void beansInAnUntypedCacheAreSeen() {
    Cache<Object, Object> cache = kit.cache("any", Object.class, Object.class);
    cache.put("a", new Person(7, "Ada"));
    assertThat(kit.rows("SELECT key, id, name FROM \"any\""))
        .containsExactly(List.of("a", 7L, "Ada"));
    cache.put("b", new Customer(8, "Bob"));
    assertThat(kit.rows("SELECT key, id, born FROM \"any\" ORDER BY key"))
        .containsExactly(
            Arrays.asList("a", 7L, null), List.of("b", 8L, LocalDate.of(1999, 12, 31)));
  }

  @Test
  void subclassesShowTheirFieldsToo() {
    Cache<Long, Person> cache = kit.cache("persons", Long.class, Person.class);
    cache.put(1L, new Customer(1, "Ada"));
    cache.put(2L, new Person(2, "Bob"));
    assertThat(kit.rows("SELECT name, born FROM persons ORDER BY key"))
        .containsExactly(List.of("Ada", LocalDate.of(1999, 12, 31)), Arrays.asList("Bob", null));
  }

  @Test
  void classThatWritesItselfShowsItsNameAndSize() {
    Cache<Long, Object> cache = kit.cache("secrets", Long.class, Object.class);
    cache.put(1L, new Secret());
    assertThat(kit.columns("SELECT * FROM secrets"))
        .containsExactly(
            "KEY BIGINT",
            "VALUE_CLASS CHARACTER VARYING",
            "VALUE_SIZE BIGINT",
            "VALUE BINARY VARYING");
    List<@Nullable Object> row = kit.rows("SELECT * FROM secrets").getFirst();
    assertThat(row.get(1)).isEqualTo(Secret.class.getName());
    assertThat(row.get(2)).isInstanceOf(Long.class);
    assertThat(row.get(3)).isInstanceOf(byte[].class);
    assertThat(kit.value("SELECT _value FROM secrets")).isInstanceOf(Secret.class);
  }

  @Test
  void wholeValueIsTheObject() {
    Cache<Long, Person> cache = kit.cache("persons", Long.class, Person.class);
    cache.put(1L, new Person(1, "Ada"));
    assertThat(kit.value("SELECT _value FROM persons"))
        .isInstanceOfSatisfying(Person.class, person -> assertThat(person.name).isEqualTo("Ada"));
  }
}
