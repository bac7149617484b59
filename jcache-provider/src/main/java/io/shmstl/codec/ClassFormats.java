package io.shmstl.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Chooses the {@link ClassFormat} of a class. */
final class ClassFormats {
  private static final Map<Class<?>, ClassFormat> SCALARS = scalars();

  private ClassFormats() {}

  /**
   * The format of a class.
   *
   * @param key whether the values stand in keys
   */
  static ClassFormat of(Class<?> type, boolean key) {
    ClassFormat scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (ZoneId.class.isAssignableFrom(type)) {
      return ClassFormats::writeTime;
    }
    if (type.isArray() && type.getComponentType().isPrimitive()) {
      return (value, out, nested, writer) -> ArrayFormat.write(value, out, nested);
    }
    if (Enum.class.isAssignableFrom(type)) {
      return new EnumFormat();
    }
    ClassFormat collection = CollectionFormats.of(type, key);
    if (collection != null) {
      return collection;
    }
    String refused = "it is not Serializable";
    if (type.isRecord()) {
      RecordShape shape = RecordShape.of(type);
      if (shape.isAccessible()) {
        return new RecordFormat(shape);
      }
      refused = shape.whyNot();
    }
    return Serializable.class.isAssignableFrom(type)
        ? SerialFormat::write
        : new Refusal(type.getName(), refused);
  }

  private static void writeTime(Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    TimeFormat.write(value, out);
  }

  private static Map<Class<?>, ClassFormat> scalars() {
    Map<Class<?>, ClassFormat> formats = new HashMap<>();
    formats.put(String.class, (v, out, nested, w) -> StringFormat.write((String) v, out, nested));
    formats.put(Boolean.class, (v, out, nested, w) -> ScalarFormat.writeBoolean((Boolean) v, out));
    formats.put(Byte.class, (v, out, nested, w) -> ScalarFormat.writeByte((Byte) v, out));
    formats.put(Short.class, (v, out, nested, w) -> ScalarFormat.writeShort((Short) v, out));
    formats.put(Integer.class, (v, out, nested, w) -> ScalarFormat.writeInteger((Integer) v, out));
    formats.put(Long.class, (v, out, nested, w) -> ScalarFormat.writeLong((Long) v, out));
    formats.put(Float.class, (v, out, nested, w) -> ScalarFormat.writeFloat((Float) v, out));
    formats.put(Double.class, (v, out, nested, w) -> ScalarFormat.writeDouble((Double) v, out));
    formats.put(
        Character.class, (v, out, nested, w) -> ScalarFormat.writeCharacter((Character) v, out));
    formats.put(
        BigInteger.class,
        (v, out, nested, w) -> ScalarFormat.writeBigInteger((BigInteger) v, out, nested));
    formats.put(
        BigDecimal.class,
        (v, out, nested, w) -> ScalarFormat.writeBigDecimal((BigDecimal) v, out, nested));
    formats.put(UUID.class, (v, out, nested, w) -> ScalarFormat.writeUuid((UUID) v, out));
    for (Class<?> type :
        new Class<?>[] {
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          Instant.class,
          ZonedDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          Duration.class,
          Period.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          ZoneOffset.class,
          Date.class
        }) {
      formats.put(type, ClassFormats::writeTime);
    }
    return Map.copyOf(formats);
  }

  /** The format of a class that cannot be written: fails with the reason. */
  private record Refusal(String className, String reason) implements ClassFormat {
    @Override
    public void write(Object value, ByteWriter out, boolean nested, ValueWriter writer) {
      throw new UnwritableException(className, reason, null);
    }
  }
}
