package io.shmstl.sql.type;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Order, equality and size of values that are of one type. */
public final class Values {
  private static final int OBJECT_BYTES = 16;
  private static final int SMALL_VALUE_BYTES = 24;
  private static final int LARGE_VALUE_BYTES = 48;

  private Values() {}

  /** Compares two values of one kind, neither of them null. */
  public static int compare(Object left, Object right) {
    if (left instanceof Long a) { // most are: quicker than the switch
      return Long.compare(a, (Long) right);
    }
    return switch (left) {
      case String a -> a.compareTo((String) right);
      case BigDecimal a -> a.compareTo((BigDecimal) right);
      case Double a -> Double.compare(a + 0.0, (Double) right + 0.0); // one zero
      case Boolean a -> Boolean.compare(a, (Boolean) right);
      case LocalDate a -> a.compareTo((LocalDate) right);
      case LocalDateTime a -> a.compareTo((LocalDateTime) right);
      case LocalTime a -> a.compareTo((LocalTime) right);
      case Float a -> Float.compare(a + 0.0f, (Float) right + 0.0f);
      case OffsetDateTime a -> a.toInstant().compareTo(((OffsetDateTime) right).toInstant());
      case OffsetTime a -> compareTimes(a, (OffsetTime) right);
      case UUID a -> compareIds(a, (UUID) right);
      case byte[] a -> Arrays.compareUnsigned(a, (byte[]) right);
      case Interval a -> a.compareTo((Interval) right);
      case List<?> a -> compareLists(a, (List<?>) right);
      default -> left.toString().compareTo(right.toString());
    };
  }

  private static int compareTimes(OffsetTime left, OffsetTime right) {
    return Long.compare(nanosInUtc(left), nanosInUtc(right));
  }

  private static long nanosInUtc(OffsetTime time) {
    return time.toLocalTime().toNanoOfDay() - time.getOffset().getTotalSeconds() * 1_000_000_000L;
  }

  private static int compareIds(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  private static int compareLists(List<?> left, List<?> right) {
    int both = Math.min(left.size(), right.size());
    for (int i = 0; i < both; i++) {
      int order = compareNullsFirst(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** Compares two values of one kind; nulls come first. */
  public static int compareNullsFirst(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return compare(left, right);
  }

  /**
   * What stands for a value in hash tables: equal for values that SQL calls equal. A null stands
   * for itself.
   */
  public static @Nullable Object key(@Nullable Object value) {
    if (value instanceof Long || value instanceof String) { // most are: quicker than the switch
      return value;
    }
    return switch (value) {
      case null -> null;
      case BigDecimal decimal -> decimal.stripTrailingZeros();
      case Double number -> number + 0.0; // one zero
      case Float number -> number + 0.0f;
      case byte[] bytes -> ByteBuffer.wrap(bytes);
      case OffsetDateTime time -> time.toInstant();
      case OffsetTime time -> nanosInUtc(time);
      case List<?> list -> keys(list);
      default -> value;
    };
  }

  private static List<@Nullable Object> keys(List<?> values) {
    List<@Nullable Object> keys = new ArrayList<>(values.size());
    for (Object value : values) {
      keys.add(key(value));
    }
    return keys;
  }

  /** The type of a value that came without one, as a parameter does. */
  public static SqlType typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> SqlType.NULL;
      case Long _ -> SqlType.BIGINT;
      case String _ -> SqlType.VARCHAR;
      case BigDecimal number ->
          SqlType.numeric(SqlType.MAX_NUMERIC_PRECISION, Math.max(0, number.scale()));
      case Double _ -> SqlType.DOUBLE;
      case Float _ -> SqlType.REAL;
      case Boolean _ -> SqlType.BOOLEAN;
      case LocalDate _ -> SqlType.DATE;
      case LocalTime _ -> SqlType.TIME;
      case LocalDateTime _ -> SqlType.TIMESTAMP;
      case OffsetDateTime _ -> SqlType.TIMESTAMP_TZ;
      case OffsetTime _ -> SqlType.TIME_TZ;
      case UUID _ -> SqlType.UUID;
      case byte[] _ -> SqlType.VARBINARY;
      case Interval interval -> interval.type();
      case List<?> _ -> SqlType.ARRAY;
      default -> SqlType.OTHER;
    };
  }

  /** Whether two values of one kind are the same one, nulls among them. */
  public static boolean same(@Nullable Object left, @Nullable Object right) {
    return (left == null || right == null)
        ? left == null && right == null
        : compare(left, right) == 0;
  }

  /** About how much memory a value holds, in bytes. */
  public static long bytes(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Boolean _ -> 0;
      case Long _, Double _, Float _, LocalDate _, LocalTime _ -> SMALL_VALUE_BYTES;
      case String text -> SMALL_VALUE_BYTES + OBJECT_BYTES + (long) text.length();
      case byte[] bytes -> OBJECT_BYTES + (long) bytes.length;
      case BigDecimal decimal -> LARGE_VALUE_BYTES + decimal.precision() / 2L;
      case List<?> list -> rowBytes(list.toArray());
      default -> LARGE_VALUE_BYTES;
    };
  }

  /** About how much memory a row holds, in bytes. */
  public static long rowBytes(@Nullable Object[] row) {
    long sum = OBJECT_BYTES;
    for (Object value : row) {
      sum += Integer.BYTES + bytes(value);
    }
    return sum;
  }
}
