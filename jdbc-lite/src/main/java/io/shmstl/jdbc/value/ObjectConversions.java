package io.shmstl.jdbc.value;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of classes that {@code getObject(column, class)} converts to. */
public final class ObjectConversions {
  private static final Map<Class<?>, Conversion> CONVERSIONS =
      Map.ofEntries(
          Map.entry(String.class, Conversions::toText),
          Map.entry(Boolean.class, Conversions::toBoolean),
          Map.entry(Byte.class, Conversions::toByte),
          Map.entry(Short.class, Conversions::toShort),
          Map.entry(Integer.class, Conversions::toInt),
          Map.entry(Long.class, Conversions::toLong),
          Map.entry(Float.class, Conversions::toFloat),
          Map.entry(Double.class, Conversions::toDouble),
          Map.entry(BigDecimal.class, Conversions::toDecimal),
          Map.entry(BigInteger.class, ObjectConversions::toBigInteger),
          Map.entry(UUID.class, to(TypeKind.UUID)),
          Map.entry(LocalDate.class, to(TypeKind.DATE)),
          Map.entry(LocalTime.class, to(TypeKind.TIME)),
          Map.entry(OffsetTime.class, to(TypeKind.TIME_TZ)),
          Map.entry(LocalDateTime.class, to(TypeKind.TIMESTAMP)),
          Map.entry(OffsetDateTime.class, ObjectConversions::toOffsetDateTime),
          Map.entry(ZonedDateTime.class, value -> toOffsetDateTime(value).toZonedDateTime()),
          Map.entry(Instant.class, value -> toOffsetDateTime(value).toInstant()),
          Map.entry(Date.class, value -> LegacyTimes.toDate(value, null)),
          Map.entry(Time.class, value -> LegacyTimes.toTime(value, null)),
          Map.entry(Timestamp.class, value -> LegacyTimes.toTimestamp(value, null)),
          Map.entry(java.util.Date.class, value -> LegacyTimes.toTimestamp(value, null)),
          Map.entry(Period.class, value -> Intervals.toPeriod(interval(value))),
          Map.entry(Duration.class, value -> Intervals.toDuration(interval(value))),
          Map.entry(Array.class, value -> new ShmArray(list(value, Array.class))),
          Map.entry(Struct.class, value -> new ShmStruct(list(value, Struct.class))),
          Map.entry(Object[].class, value -> JavaObjects.ofElements(list(value, Object[].class))));

  private ObjectConversions() {}

  /**
   * A value as an instance of a class.
   *
   * @throws SQLException 22018 if there is no way from the one to the other
   */
  public static <T> T convert(Object value, TypeKind kind, Class<T> type) throws SQLException {
    if (type == Object.class) {
      return type.cast(JavaObjects.of(value, kind));
    }
    if (type == byte[].class) {
      return type.cast(Conversions.toBytes(value, kind));
    }
    Conversion conversion = CONVERSIONS.get(type);
    if (conversion != null) {
      return type.cast(conversion.apply(value));
    }
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw JdbcErrors.noConversion("a value of type " + kind.sqlName(), type.getName(), null);
  }

  private static Conversion to(TypeKind kind) {
    return value -> Conversions.convert(value, kind);
  }

  private static OffsetDateTime toOffsetDateTime(Object value) throws SQLException {
    return (OffsetDateTime) Conversions.convert(value, TypeKind.TIMESTAMP_TZ);
  }

  private static BigInteger toBigInteger(Object value) throws SQLException {
    return Conversions.toDecimal(value).toBigInteger();
  }

  private static Interval interval(Object value) throws SQLException {
    if (value instanceof Interval interval) {
      return interval;
    }
    throw JdbcErrors.noConversion(Conversions.toText(value), "an interval", null);
  }

  private static List<? extends @Nullable Object> list(Object value, Class<?> type)
      throws SQLException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw JdbcErrors.noConversion(Conversions.toText(value), type.getTypeName(), null);
  }

  /** One way from an engine value to a class. */
  @FunctionalInterface
  private interface Conversion {
    Object apply(Object value) throws SQLException;
  }
}
