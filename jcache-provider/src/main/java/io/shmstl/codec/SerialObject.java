package io.shmstl.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An object in a serialization stream: the values of its fields and what its class added. */
final class SerialObject {
  private final SerialClass type;
  private final Map<String, RowSchema.Column> columns = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final List<@Nullable Object> elements = new ArrayList<>();
  private final ByteWriter blocks = new ByteWriter(16);

  SerialObject(SerialClass type) {
    this.type = type;
  }

  /** Of two fields of one name, the one of the lower class counts. */
  void put(SerialClass.Field field, @Nullable Object value) {
    columns.put(field.name(), new RowSchema.Column(field.name(), field.type()));
    fields.put(field.name(), value);
  }

  void addBlock(byte[] bytes) {
    blocks.writeBytes(bytes);
  }

  void addElement(@Nullable Object element) {
    elements.add(element);
  }

  /** The scalar, list or map of a well-known class of the JDK, else a row of the fields. */
  @Nullable Object make() {
    return switch (type.name()) {
      case "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong" ->
          fields.get("value");
      case "java.math.BigInteger" -> bigInteger();
      case "java.math.BigDecimal" -> bigDecimal();
      case "java.util.UUID" ->
          new UUID(field("mostSigBits", Long.class), field("leastSigBits", Long.class));
      case "java.util.Currency" -> fields.get("currencyCode");
      case "java.net.URI" -> fields.get("string");
      case "java.util.Date", "java.sql.Date", "java.sql.Time" -> date();
      case "java.sql.Timestamp" -> timestamp();
      case "java.time.Ser" -> SerialTime.read(bytes());
      case "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.HashSet",
          "java.util.LinkedHashSet" ->
          list(elements);
      case "java.util.TreeSet" ->
          list(elements.subList(Math.min(1, elements.size()), elements.size()));
      case "java.util.Arrays$ArrayList" -> fields.get("a");
      case "java.util.CollSer" ->
          field("tag", Integer.class) == CollSer.MAP ? map(elements) : list(elements);
      case "java.util.HashMap", "java.util.LinkedHashMap", "java.util.TreeMap" -> map(elements);
      case "java.util.Collections$EmptyList", "java.util.Collections$EmptySet" -> List.of();
      case "java.util.Collections$EmptyMap" -> Map.of();
      case "java.util.Collections$SingletonList", "java.util.Collections$SingletonSet" ->
          Collections.singletonList(fields.get("element"));
      case "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableRandomAccessList",
          "java.util.Collections$UnmodifiableSet" ->
          fields.get("c");
      case "java.util.Collections$UnmodifiableMap" -> fields.get("m");
      default -> row();
    };
  }

  /** The kinds of the proxy of immutable collections. */
  private static final class CollSer {
    static final int MAP = 3;
  }

  private Row row() {
    if (type.isExternalizable()) {
      throw new CodecException(type.name() + " is written in a way that only it can read");
    }
    return new Row(
        new RowSchema(type.name(), List.copyOf(columns.values())),
        new ArrayList<>(fields.values()));
  }

  private static List<@Nullable Object> list(List<@Nullable Object> elements) {
    return Collections.unmodifiableList(elements);
  }

  /** Keys that are not scalars may share parts without end: hashing them is not safe. */
  private Object map(List<@Nullable Object> elements) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < elements.size(); i += 2) {
      Object key = elements.get(i);
      if (key instanceof Row || key instanceof List || key instanceof Map) {
        return row();
      }
      map.put(key, elements.get(i + 1));
    }
    return Collections.unmodifiableMap(map);
  }

  private BigInteger bigInteger() {
    byte[] magnitude = field("magnitude", byte[].class);
    int sign = field("signum", Integer.class);
    if (sign < -1 || sign > 1) {
      throw new CodecException("a big integer has the sign " + sign);
    }
    BigInteger number = new BigInteger(1, magnitude);
    return sign < 0 ? number.negate() : number;
  }

  private BigDecimal bigDecimal() {
    return new BigDecimal(field("intVal", BigInteger.class), field("scale", Integer.class));
  }

  @SuppressWarnings("JavaUtilDate") // beans of users hold dates
  private Date date() {
    return new Date(milliseconds());
  }

  private Instant timestamp() {
    return Instant.ofEpochSecond(
        Math.floorDiv(milliseconds(), 1000L), field("nanos", Integer.class));
  }

  private long milliseconds() {
    return bytes().readLong();
  }

  private SerialBytes bytes() {
    return new SerialBytes(blocks.toByteArray());
  }

  private <T> T field(String name, Class<T> fieldType) {
    Object value = fields.get(name);
    if (fieldType.isInstance(value)) {
      return fieldType.cast(value);
    }
    throw new CodecException("a serialized %s has no %s".formatted(type.name(), name));
  }
}
