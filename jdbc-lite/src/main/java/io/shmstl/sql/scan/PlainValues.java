package io.shmstl.sql.scan;

import io.shmstl.codec.CodecException;
import io.shmstl.codec.OpaqueValue;
import io.shmstl.codec.Row;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as a codec reads them without classes, made values of the engine. */
final class PlainValues {
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private PlainValues() {}

  /**
   * A value in the class that a type's values have.
   *
   * @throws io.shmstl.sql.error.SqlFailure 22018 if it is none of that type
   */
  static @Nullable Object of(@Nullable Object plain, SqlType type) {
    TypeKind kind = type.kind();
    if (plain == null || isReady(plain, kind)) {
      return plain;
    }
    Object value = kind.isText() ? text(plain) : value(plain);
    return value == null || isOf(value, kind) ? value : Casts.convert(value, kind, ZoneOffset.UTC);
  }

  /** The type of a value that stands for itself. */
  static SqlType typeOf(Object plain) {
    return switch (plain) {
      case Collection<?> _ -> SqlType.ARRAY;
      case OpaqueValue _ -> SqlType.VARCHAR;
      default -> ColumnTypes.ofClassName(plain.getClass().getName());
    };
  }

  /** Text as it is; what has parts as JSON. */
  private static @Nullable Object text(Object plain) {
    if (plain instanceof String) {
      return plain;
    }
    if (plain instanceof OpaqueValue opaque) {
      Object content = content(opaque);
      return content == null || content instanceof OpaqueValue
          ? Objects.toString(content, null)
          : text(content);
    }
    return isComposed(plain) ? JsonText.of(plain) : value(plain);
  }

  static boolean isComposed(Object plain) {
    return plain instanceof Collection
        || plain instanceof Map
        || plain instanceof Row
        || (plain.getClass().isArray() && !(plain instanceof byte[]));
  }

  /** What a serialized object tells of itself; the opaque value if that is nothing. */
  static @Nullable Object content(OpaqueValue opaque) {
    if (opaque.className().isEmpty()) {
      return opaque;
    }
    try {
      return opaque.content();
    } catch (CodecException e) {
      return opaque; // its class writes in a way of its own
    }
  }

  /** The value of the engine that a plain value is by itself. */
  @SuppressWarnings("JavaUtilDate") // one of the types that are built in
  static @Nullable Object value(Object plain) {
    return switch (plain) {
      case String text -> text;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Byte number -> number.longValue();
      case BigDecimal number -> Casts.decfloat(number);
      case BigInteger number -> new BigDecimal(number);
      case Character character -> character.toString();
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case ZonedDateTime time -> time.toOffsetDateTime();
      case Date date -> date.toInstant().atOffset(ZoneOffset.UTC);
      case Year year -> (long) year.getValue();
      case Duration duration -> interval(duration);
      case Collection<?> elements -> list(elements);
      case byte[] bytes -> bytes;
      case OpaqueValue opaque -> opaque(opaque);
      case Boolean _, Double _, Float _, UUID _ -> plain;
      case LocalDate _, LocalTime _, LocalDateTime _, OffsetDateTime _, OffsetTime _ -> plain;
      case Map<?, ?> map -> JsonText.of(map);
      case Row row -> JsonText.of(row);
      default -> plain.getClass().isArray() ? list(plain) : plain.toString();
    };
  }

  private static @Nullable Object opaque(OpaqueValue opaque) {
    Object content = content(opaque);
    return switch (content) {
      case null -> null;
      case OpaqueValue unread -> unread.bytes();
      default -> value(content);
    };
  }

  private static List<@Nullable Object> list(Collection<?> elements) {
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      values.add(element == null ? null : value(element));
    }
    return values;
  }

  private static List<@Nullable Object> list(Object array) {
    int length = Array.getLength(array);
    List<@Nullable Object> values = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      values.add(value(Array.get(array, i)));
    }
    return values;
  }

  private static Interval interval(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(NANOS_PER_SECOND)
            .add(BigInteger.valueOf(duration.getNano()));
    return new Interval(IntervalField.DAY, IntervalField.SECOND, nanos);
  }

  /** Most values are what they have to be: the one look that each of them costs. */
  private static boolean isReady(Object plain, TypeKind kind) {
    return switch (kind) {
      case NUMERIC, DECFLOAT, ARRAY, ROW -> false; // digits and elements may be others
      default -> isOf(plain, kind);
    };
  }

  private static boolean isOf(Object value, TypeKind kind) {
    return switch (kind) {
      case VARCHAR, CHAR -> value instanceof String;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> value instanceof Long;
      case NUMERIC, DECFLOAT -> value instanceof BigDecimal;
      case BOOLEAN -> value instanceof Boolean;
      case DOUBLE -> value instanceof Double;
      case REAL -> value instanceof Float;
      case VARBINARY -> value instanceof byte[];
      case DATE -> value instanceof LocalDate;
      case TIME -> value instanceof LocalTime;
      case TIME_TZ -> value instanceof OffsetTime;
      case TIMESTAMP -> value instanceof LocalDateTime;
      case TIMESTAMP_TZ -> value instanceof OffsetDateTime;
      case UUID -> value instanceof UUID;
      case INTERVAL_SECONDS, INTERVAL_MONTHS -> value instanceof Interval;
      case ARRAY, ROW -> value instanceof List;
      case NULL, OTHER -> true;
    };
  }
}
