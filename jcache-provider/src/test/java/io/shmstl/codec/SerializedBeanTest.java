package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields of serialized objects are seen without their classes. */
class SerializedBeanTest {
  static class Base implements Serializable {
    private static final long serialVersionUID = 1L;
    long id;
    @Nullable String name;
  }

  static final class Customer extends Base {
    private static final long serialVersionUID = 1L;
    int age = 42;
    boolean isActive = true;
    double balance = -1.5;
    char grade = 'A';
    @Nullable BigDecimal limit = new BigDecimal("12.50");
    @Nullable Date since;
    LocalDate born = LocalDate.of(1999, 12, 31);
    DayOfWeek day = DayOfWeek.FRIDAY;
    @Nullable Integer nothing;
    byte[] image = {1, 2};
    ArrayList<String> tags = new ArrayList<>(List.of("x", "y"));
    HashMap<String, Integer> scores = new HashMap<>(Map.of("a", 1));
    @Nullable Customer partner;
    transient int ignored = 7;
  }

  /** Writes more than its fields. */
  static final class Chatty implements Serializable {
    private static final long serialVersionUID = 1L;
    final int number = 5;

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(99);
      out.writeObject("more");
      out.write(new byte[2000]);
    }
  }

  private final RoundTrip codecs = new RoundTrip();
  private final PlainReader reader = new PlainReader(new SchemaTable(codecs.schemas));

  @TempDir Path directory;

  @Test
  @SuppressWarnings("JavaUtilDate") // beans of users hold dates
  void fieldsBecomeARow() {
    Customer customer = new Customer();
    customer.id = 7;
    customer.name = "Ada";
    customer.since = new Date(1000);
    customer.partner = new Customer();
    customer.partner.name = "Bob";
    Row row = row(customer);
    Map<String, @Nullable Object> values = byName(row);
    assertThat(row.schema().className()).isEqualTo(Customer.class.getName());
    assertThat(values.keySet())
        .containsExactlyInAnyOrderElementsOf(
            BeanShape.schema(Customer.class).columns().stream()
                .map(RowSchema.Column::name)
                .toList());
    assertThat(values)
        .containsEntry("id", 7L)
        .containsEntry("name", "Ada")
        .containsEntry("age", 42)
        .containsEntry("isActive", true)
        .containsEntry("balance", -1.5)
        .containsEntry("grade", 'A')
        .containsEntry("limit", new BigDecimal("12.50"))
        .containsEntry("since", new Date(1000))
        .containsEntry("born", LocalDate.of(1999, 12, 31))
        .containsEntry("day", "FRIDAY")
        .containsEntry("nothing", null)
        .containsEntry("tags", List.of("x", "y"))
        .containsEntry("scores", Map.of("a", 1));
    assertThat(values.get("image")).isEqualTo(new byte[] {1, 2});
    assertThat(byName((Row) Objects.requireNonNull(values.get("partner"))))
        .containsEntry("name", "Bob");
  }

  @Test
  void schemaOfABeanIsThereBeforeItsFirstValue() {
    CodecOptions options = new CodecOptions(getClass().getClassLoader(), null, codecs.schemas);
    assertThat(Codecs.of(Customer.class, options, false)).isNotNull();
    RowSchema schema =
        Objects.requireNonNull(new SchemaTable(codecs.schemas).newestOf(Customer.class.getName()));
    assertThat(schema.columns())
        .extracting(RowSchema.Column::name)
        .startsWith("id", "name")
        .contains("born")
        .doesNotContain("ignored");
    assertThat(schema.columns().get(schema.indexOf("tags")).type())
        .satisfies(
            type -> assertThat(type.arguments()).containsExactly(ColumnType.of(String.class)));
  }

  @Test
  void objectThatHoldsItselfIsLeftOut() {
    Customer customer = new Customer();
    customer.partner = customer;
    assertThat(byName(row(customer))).containsEntry("partner", null).containsEntry("age", 42);
  }

  @Test
  void whatAClassAddsIsPassedOver() {
    assertThat(byName(row(new Chatty()))).containsOnly(Map.entry("number", 5));
  }

  @Test
  void classIsNotNeeded() {
    CompiledClasses classes =
        CompiledClasses.of(
            directory,
            "App",
            "public class App implements java.io.Serializable { int n = 3; String s = \"t\"; }");
    assertThat(byName(row(classes.make("App")))).containsEntry("n", 3).containsEntry("s", "t");
  }

  @ParameterizedTest
  @MethodSource("io.shmstl.codec.RoundTripTest#values")
  void fieldOfABuiltInTypeIsReadAsThatType(Object value) {
    boolean isSeen =
        value instanceof Number
            || value instanceof String
            || value instanceof Boolean
            || value instanceof Character
            || value instanceof UUID
            || value instanceof Date
            || (value.getClass().getPackageName().equals("java.time") && !(value instanceof Enum));
    if (isSeen) {
      assertThat(content(new Object[] {value, value})).isEqualTo(Arrays.asList(value, value));
    }
  }

  @Test
  void collectionsInsideAreLists() {
    Object[] array = {
      List.of(1, 2),
      Set.of(3),
      Map.of("k", "v"),
      Collections.unmodifiableList(new ArrayList<>(List.of(4))),
      Arrays.asList(5, null),
      new TreeMap<>(Map.of("t", BigInteger.TWO.negate())),
      new int[] {6},
      new String[][] {{"a"}, {}},
    };
    assertThat((List<?>) content(array))
        .usingRecursiveComparison()
        .isEqualTo(
            Arrays.asList(
                List.of(1, 2),
                List.of(3),
                Map.of("k", "v"),
                List.of(4),
                Arrays.asList(5, null),
                Map.of("t", BigInteger.TWO.negate()),
                new int[] {6},
                List.of(List.of("a"), List.of())));
  }

  @Test
  void damagedStreamsEndInAValueOrACodecException() {
    Customer customer = new Customer();
    customer.partner = new Customer();
    byte[] whole = opaque(new Object[] {customer, new Chatty(), Map.of(1, 2)}).bytes();
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      byte[] stream =
          Arrays.copyOf(whole, random.nextInt(8) == 0 ? i % whole.length : whole.length);
      for (int change = random.nextInt(3); change >= 0 && stream.length > 0; change--) {
        stream[random.nextInt(stream.length)] = (byte) random.nextInt();
      }
      try {
        Object content = new OpaqueValue("x", stream).content();
        assertThat(content == null || content.getClass() != null).isTrue();
      } catch (CodecException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void bytesBehindTheObjectAreDamage() {
    byte[] whole = opaque(new Customer()).bytes();
    OpaqueValue longer = new OpaqueValue("x", Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(longer::content)
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("too many");
  }

  /** Thirty lists, each twice in the next one: a billion when walked through. */
  @Test
  void sharingThatExplodesIsRefused() {
    Object[] lists = {"end"};
    for (int i = 0; i < 30; i++) {
      lists = new Object[] {lists, lists};
    }
    OpaqueValue bomb = opaque(lists);
    assertThatThrownBy(bomb::content)
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("values");
  }

  /** Children that know their parent. */
  @Test
  void largeGraphsWithCyclesAreRead() {
    Customer parent = new Customer();
    Object[] children = new Object[5_000];
    for (int i = 0; i < children.length; i++) {
      Customer child = new Customer();
      child.partner = parent;
      children[i] = child;
    }
    assertThat((List<?>) content(children)).hasSize(children.length);
    Object[] loop = new Object[20_000];
    Arrays.fill(loop, loop);
    assertThat((List<?>) content(loop)).hasSize(loop.length).containsOnlyNulls();
  }

  @Test
  void depthIsBounded() {
    Customer customer = new Customer();
    for (int i = 0; i < 400; i++) {
      Customer outer = new Customer();
      outer.partner = customer;
      customer = outer;
    }
    OpaqueValue deep = opaque(customer);
    assertThatThrownBy(deep::content)
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("deeper");
  }

  /** Reads and writes itself, with no fields in the stream. */
  public static final class Secret implements Externalizable {
    private static final long serialVersionUID = 1L;

    public Secret() {}

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(7);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      in.readInt();
    }
  }

  @Test
  void classThatWritesItselfStaysOpaque() {
    OpaqueValue secret = opaque(new Secret());
    assertThat(secret.className()).isEqualTo(Secret.class.getName());
    assertThatThrownBy(secret::content)
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("only it can read");
  }

  @Test
  void bytesOfAPluggedInCodecAreNotGuessedAt() {
    assertThatThrownBy(() -> new OpaqueValue("", new byte[] {1}).content())
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("codec");
  }

  private OpaqueValue opaque(Object value) {
    return (OpaqueValue) Objects.requireNonNull(reader.read(new ByteReader(codecs.value(value))));
  }

  private Object content(Object value) {
    return Objects.requireNonNull(opaque(value).content());
  }

  private Row row(Object value) {
    return (Row) content(value);
  }

  private static Map<String, @Nullable Object> byName(Row row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (RowSchema.Column column : row.schema().columns()) {
      values.put(column.name(), row.value(column.name()));
    }
    return values;
  }
}
