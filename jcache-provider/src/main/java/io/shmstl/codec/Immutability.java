package io.shmstl.codec;

import java.lang.reflect.RecordComponent;
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
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Which objects may be handed to several callers, since none of them can change what the others
 * see: strings, boxed values, numbers, java.time, UUIDs, enum constants, and records all of whose
 * components are declared as one of these.
 */
public final class Immutability {
  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
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
          MonthDay.class);

  private static final ClassValue<Boolean> KNOWN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return compute(type, new HashSet<>());
        }
      };

  private Immutability() {}

  /** Whether an object that a codec has read is immutable. */
  public static boolean isImmutable(Object value) {
    return KNOWN.get(value.getClass());
  }

  /** Whether every object that a codec reads for a declared type is immutable. */
  public static boolean isImmutableType(Class<?> type) {
    return KNOWN.get(type);
  }

  /** A record inside itself is as immutable as the rest of it. */
  private static boolean compute(Class<?> type, Set<Class<?>> open) {
    if (type.isPrimitive()
        || SCALARS.contains(type)
        || Enum.class.isAssignableFrom(type)
        || ZoneId.class.isAssignableFrom(type)) {
      return true;
    }
    if (!type.isRecord()) {
      return false;
    }
    if (open.add(type)) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (!compute(component.getType(), open)) {
          return false;
        }
      }
    }
    return true;
  }
}
