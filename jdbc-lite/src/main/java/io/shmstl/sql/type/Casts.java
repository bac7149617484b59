package io.shmstl.sql.type;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Conversions of values from type to type. {@link #convert} changes the class of a value only, as
 * operators need it; {@link #cast} also brings it to the length, precision and scale of the type.
 */
public final class Casts {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final int NANO_DIGITS = 9;
  private static final int UUID_BYTES = 16;

  private Casts() {}

  /**
   * A value as CAST makes it.
   *
   * @throws io.shmstl.sql.error.SqlFailure 22018, 22003 or 22001
   */
  public static Object cast(Object value, SqlType type, ZoneId zone) {
    Object converted = convert(value, type.kind(), zone);
    return switch (type.kind()) {
      case VARCHAR -> cut((String) converted, type);
      case CHAR -> pad(cut((String) converted, type), type);
      case VARBINARY -> cut((byte[]) converted, type);
      case NUMERIC -> scale((BigDecimal) converted, type);
      case DECFLOAT -> round((BigDecimal) converted, type);
      case TIME -> round((LocalTime) converted, type.scale());
      case TIME_TZ -> round((OffsetTime) converted, type.scale());
      case TIMESTAMP -> round((LocalDateTime) converted, type.scale());
      case TIMESTAMP_TZ -> {
        OffsetDateTime time = (OffsetDateTime) converted;
        yield round(time.toLocalDateTime(), type.scale()).atOffset(time.getOffset());
      }
      default -> converted;
    };
  }

  /**
   * A value as one of the class that a kind of type has; its size does not change, but that CHAR
   * loses the spaces at its end, as for comparisons.
   *
   * @throws io.shmstl.sql.error.SqlFailure 22018 or 22003
   */
  public static Object convert(Object value, TypeKind kind, ZoneId zone) {
    return switch (kind) {
      case NULL, OTHER -> value;
      case VARCHAR -> value instanceof String ? value : Texts.of(value);
      case CHAR -> unpadded(value instanceof String text ? text : Texts.of(value));
      case VARBINARY -> toBytes(value);
      case BOOLEAN -> toBoolean(value);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> NumberCasts.toInteger(value, kind);
      case NUMERIC -> NumberCasts.toDecimal(value, kind);
      case DECFLOAT -> decfloat(NumberCasts.toDecimal(value, kind));
      case REAL -> NumberCasts.toReal(value);
      case DOUBLE -> NumberCasts.toDouble(value);
      case DATE -> toDate(value, zone);
      case TIME -> toTime(value, zone);
      case TIME_TZ -> toTimeWithZone(value, zone);
      case TIMESTAMP -> toTimestamp(value, zone);
      case TIMESTAMP_TZ -> toTimestampWithZone(value, zone);
      case INTERVAL_MONTHS, INTERVAL_SECONDS -> requireInterval(value, kind);
      case UUID -> toId(value);
      case ARRAY, ROW -> value instanceof List<?> list ? list : List.of(value);
    };
  }

  /** The one form of a decimal floating point number: without trailing zeros. */
  public static BigDecimal decfloat(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /**
   * An integer, if it is in the range of a type.
   *
   * @throws io.shmstl.sql.error.SqlFailure 22003 if not
   */
  public static long inRange(long number, TypeKind kind) {
    return NumberCasts.inRange(number, kind);
  }

  private static String cut(String text, SqlType type) {
    return text.length() <= type.precision() ? text : text.substring(0, (int) type.precision());
  }

  private static String unpadded(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static String pad(String text, SqlType type) {
    return text.length() >= type.precision() || !type.isBounded()
        ? text
        : text + " ".repeat((int) type.precision() - text.length());
  }

  private static byte[] cut(byte[] bytes, SqlType type) {
    return bytes.length <= type.precision() ? bytes : Arrays.copyOf(bytes, (int) type.precision());
  }

  private static BigDecimal scale(BigDecimal number, SqlType type) {
    NumberCasts.bounded(number, TypeKind.NUMERIC);
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() - scaled.scale() > type.precision() - type.scale()
        && scaled.signum() != 0) {
      throw SqlErrors.tooLong(number, type.toString());
    }
    return scaled;
  }

  private static BigDecimal round(BigDecimal number, SqlType type) {
    int excess = number.precision() - (int) type.precision();
    return excess <= 0
        ? number
        : decfloat(number.setScale(number.scale() - excess, RoundingMode.HALF_UP));
  }

  private static LocalTime round(LocalTime time, int digits) {
    int fraction = time.get(ChronoField.NANO_OF_SECOND);
    long nanos = time.toNanoOfDay() - fraction + rounded(fraction, digits);
    return LocalTime.ofNanoOfDay(nanos < NANOS_PER_DAY ? nanos : NANOS_PER_DAY - unit(digits));
  }

  private static OffsetTime round(OffsetTime time, int digits) {
    return round(time.toLocalTime(), digits).atOffset(time.getOffset());
  }

  private static LocalDateTime round(LocalDateTime time, int digits) {
    return time.withNano(0).plusNanos(rounded(time.get(ChronoField.NANO_OF_SECOND), digits));
  }

  private static long rounded(int nanos, int digits) {
    long unit = unit(digits);
    return (nanos + unit / 2) / unit * unit;
  }

  /** Nanoseconds in the last of so many digits of a second. */
  private static long unit(int digits) {
    long unit = 1;
    for (int i = digits; i < NANO_DIGITS; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static byte[] toBytes(Object value) {
    return switch (value) {
      case byte[] bytes -> bytes;
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      case UUID id -> {
        byte[] bytes = new byte[UUID_BYTES];
        ByteBuffer.wrap(bytes)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
        yield bytes;
      }
      default -> throw impossible(value, TypeKind.VARBINARY);
    };
  }

  private static Boolean toBoolean(Object value) {
    return switch (value) {
      case Boolean b -> b;
      case Long number -> number != 0;
      case BigDecimal number -> number.signum() != 0;
      case Double number -> number != 0;
      case Float number -> number != 0;
      case String text ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y" -> true;
            case "false", "f", "no", "n" -> false;
            default -> NumberCasts.toDecimal(text, TypeKind.BOOLEAN).signum() != 0;
          };
      default -> throw impossible(value, TypeKind.BOOLEAN);
    };
  }

  private static LocalDate toDate(Object value, ZoneId zone) {
    return switch (value) {
      case LocalDate date -> date;
      case LocalDateTime time -> time.toLocalDate();
      case OffsetDateTime time -> time.atZoneSameInstant(zone).toLocalDate();
      case String text -> TemporalTexts.date(text);
      default -> throw impossible(value, TypeKind.DATE);
    };
  }

  private static LocalTime toTime(Object value, ZoneId zone) {
    return switch (value) {
      case LocalTime time -> time;
      case LocalDateTime time -> time.toLocalTime();
      case OffsetDateTime time -> time.atZoneSameInstant(zone).toLocalTime();
      case OffsetTime time -> time.withOffsetSameInstant(offsetNow(zone)).toLocalTime();
      case String text -> TemporalTexts.time(text);
      default -> throw impossible(value, TypeKind.TIME);
    };
  }

  private static OffsetTime toTimeWithZone(Object value, ZoneId zone) {
    return switch (value) {
      case OffsetTime time -> time;
      case LocalTime time -> time.atOffset(offsetNow(zone));
      case LocalDateTime time -> time.atZone(zone).toOffsetDateTime().toOffsetTime();
      case OffsetDateTime time -> time.toOffsetTime();
      case String text -> TemporalTexts.timeWithZone(text, zone);
      default -> throw impossible(value, TypeKind.TIME_TZ);
    };
  }

  private static ZoneOffset offsetNow(ZoneId zone) {
    return zone.getRules().getOffset(java.time.Instant.now());
  }

  private static LocalDateTime toTimestamp(Object value, ZoneId zone) {
    return switch (value) {
      case LocalDateTime time -> time;
      case LocalDate date -> date.atStartOfDay();
      case OffsetDateTime time -> time.atZoneSameInstant(zone).toLocalDateTime();
      case LocalTime time -> LocalDate.now(zone).atTime(time);
      case OffsetTime time ->
          time.atDate(LocalDate.now(zone)).atZoneSameInstant(zone).toLocalDateTime();
      case String text -> TemporalTexts.timestamp(text, zone);
      default -> throw impossible(value, TypeKind.TIMESTAMP);
    };
  }

  private static OffsetDateTime toTimestampWithZone(Object value, ZoneId zone) {
    return switch (value) {
      case OffsetDateTime time -> time;
      case LocalDateTime time -> time.atZone(zone).toOffsetDateTime();
      case LocalDate date -> date.atStartOfDay(zone).toOffsetDateTime();
      case LocalTime time -> LocalDate.now(zone).atTime(time).atZone(zone).toOffsetDateTime();
      case OffsetTime time -> time.atDate(LocalDate.now(zone));
      case String text -> TemporalTexts.timestampWithZone(text, zone);
      default -> throw impossible(value, TypeKind.TIMESTAMP_TZ);
    };
  }

  private static Interval requireInterval(Object value, TypeKind kind) {
    if (value instanceof Interval interval && interval.type().kind() == kind) {
      return interval;
    }
    throw impossible(value, kind);
  }

  private static UUID toId(Object value) {
    return switch (value) {
      case UUID id -> id;
      case byte[] bytes when bytes.length == UUID_BYTES -> {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        yield new UUID(buffer.getLong(), buffer.getLong());
      }
      case String text -> parseId(text);
      default -> throw impossible(value, TypeKind.UUID);
    };
  }

  private static UUID parseId(String text) {
    String digits = text.strip().replace("-", "");
    try {
      if (digits.length() == 2 * UUID_BYTES) {
        return new UUID(
            Long.parseUnsignedLong(digits, 0, UUID_BYTES, 16),
            Long.parseUnsignedLong(digits, UUID_BYTES, 2 * UUID_BYTES, 16));
      }
    } catch (NumberFormatException _) {
      // falls to the one error for all that is no id
    }
    throw SqlErrors.conversion(text, TypeKind.UUID.sqlName());
  }

  private static RuntimeException impossible(Object value, TypeKind kind) {
    return SqlErrors.conversion(Texts.of(value), kind.sqlName());
  }

  /**
   * Whether values of one kind can be converted to another at all.
   *
   * @throws io.shmstl.sql.error.SqlFailure 42804 if not
   */
  public static void requireConvertible(SqlType from, SqlType to, Position at) {
    TypeKind f = from.kind();
    TypeKind t = to.kind();
    boolean possible =
        f == t
            || f == TypeKind.NULL
            || f.isText()
            || t.isText()
            || t == TypeKind.ARRAY
            || t == TypeKind.OTHER
            || f == TypeKind.OTHER
            || (isNumberOrBoolean(f) && isNumberOrBoolean(t))
            || (f.isTemporal() && t.isTemporal() && !(f == TypeKind.DATE && !t.hasDate()))
            || (t == TypeKind.VARBINARY && f == TypeKind.UUID)
            || (t == TypeKind.UUID && f == TypeKind.VARBINARY);
    if (!possible) {
      throw SqlErrors.wrongType("a conversion from " + from + " to " + to + " is not defined", at);
    }
  }

  private static boolean isNumberOrBoolean(TypeKind kind) {
    return kind.isNumber() || kind == TypeKind.BOOLEAN;
  }
}
