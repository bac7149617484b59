package io.shmstl.jdbc.value;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
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
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java objects as the engine's values: what the setters of a prepared statement hand on. */
public final class ParameterValues {
  private ParameterValues() {}

  /**
   * A Java object in the class the engine has for it; an object of an unknown class stays as it is.
   *
   * @throws SQLException 22018 for a period with days, which no interval holds
   */
  @SuppressWarnings("JavaUtilDate") // clients may hand over dates
  public static Object of(Object value) throws SQLException {
    return switch (value) {
      case Character character -> character.toString();
      case Byte number -> (long) number;
      case Short number -> (long) number;
      case Integer number -> (long) number;
      case BigInteger number -> new BigDecimal(number);
      case Year year -> (long) year.getValue();
      case byte[] bytes -> bytes.clone();
      case Instant time -> time.atZone(ZoneId.systemDefault()).toOffsetDateTime();
      case ZonedDateTime time -> time.toOffsetDateTime();
      case Date date -> LegacyTimes.fromDate(date, null);
      case Time time -> LegacyTimes.fromTime(time, null);
      case Timestamp time -> LegacyTimes.fromTimestamp(time, null);
      case java.util.Date date ->
          LocalDateTime.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
      case Calendar calendar ->
          OffsetDateTime.ofInstant(calendar.toInstant(), calendar.getTimeZone().toZoneId());
      case Period period -> Intervals.of(period);
      case Duration duration -> Intervals.of(duration);
      case Enum<?> constant -> constant.name();
      case ShmArray array -> array.values();
      case ShmStruct struct -> struct.values();
      case Array array -> ofArray(array);
      case Struct struct -> ofAll(Arrays.asList(struct.getAttributes()));
      case Object[] array -> ofAll(Arrays.asList(array));
      case Collection<?> values -> ofAll(values);
      default -> value;
    };
  }

  /**
   * A Java object as a value of the type of a code, converted as CAST does.
   *
   * @param code of {@link java.sql.Types}
   * @param scale digits behind the point for numbers; negative if the caller named none
   */
  public static Object of(Object value, int code, int scale) throws SQLException {
    TypeKind kind = JdbcType.kind(code);
    if (kind == null) {
      throw JdbcErrors.unsupported("a parameter of type " + JdbcType.codeName(code));
    }
    Object own = of(value);
    try {
      return kind == TypeKind.NUMERIC && scale >= 0
          ? Casts.cast(
              own, SqlType.numeric(SqlType.MAX_NUMERIC_PRECISION, scale), ZoneId.systemDefault())
          : Casts.convert(own, kind, ZoneId.systemDefault());
    } catch (SqlFailure failure) {
      throw JdbcErrors.of(failure);
    }
  }

  /** The elements of any array of Java, primitive ones included. */
  public static List<@Nullable Object> ofElements(Object array) throws SQLException {
    int length = java.lang.reflect.Array.getLength(array);
    List<@Nullable Object> values = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      Object value = java.lang.reflect.Array.get(array, i);
      values.add(value == null ? null : of(value));
    }
    return Collections.unmodifiableList(values);
  }

  private static List<@Nullable Object> ofArray(Array array) throws SQLException {
    Object elements = array.getArray();
    return elements == null ? List.of() : ofElements(elements);
  }

  private static List<@Nullable Object> ofAll(Collection<?> values) throws SQLException {
    return ofElements(values.toArray());
  }
}
