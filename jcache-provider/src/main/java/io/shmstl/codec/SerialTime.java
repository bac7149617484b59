package io.shmstl.codec;

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

/**
 * The form in which {@code java.time} writes itself to serialization streams: a byte for the type,
 * then its fields. The serialized form of each class documents it.
 */
final class SerialTime {
  private SerialTime() {}

  /**
   * Reads a value with its type.
   *
   * @throws java.time.DateTimeException if a field is out of its range or a zone unknown here
   */
  static Object read(SerialBytes in) {
    int type = in.readByte();
    return switch (type) {
      case 1 -> Duration.ofSeconds(in.readLong(), in.readInt());
      case 2 -> Instant.ofEpochSecond(in.readLong(), in.readInt());
      case 3 -> readDate(in);
      case 4 -> readTime(in);
      case 5 -> readDateTime(in);
      case 6 -> readZonedDateTime(in);
      case 7 -> readRegion(in);
      case 8 -> readOffset(in);
      case 9 -> OffsetTime.of(readTime(in), readOffset(in));
      case 10 -> OffsetDateTime.of(readDateTime(in), readOffset(in));
      case 11 -> Year.of(in.readInt());
      case 12 -> YearMonth.of(in.readInt(), in.readByte());
      case 13 -> MonthDay.of(in.readByte(), in.readByte());
      case 14 -> Period.of(in.readInt(), in.readInt(), in.readInt());
      default -> throw new CodecException("a serialized time has the type " + type);
    };
  }

  private static LocalDate readDate(SerialBytes in) {
    return LocalDate.of(in.readInt(), in.readByte(), in.readByte());
  }

  /** The last field that is not zero is written as its complement. */
  private static LocalTime readTime(SerialBytes in) {
    int hour = in.readByte();
    if (hour < 0) {
      return LocalTime.of(~hour, 0);
    }
    int minute = in.readByte();
    if (minute < 0) {
      return LocalTime.of(hour, ~minute);
    }
    int second = in.readByte();
    return second < 0
        ? LocalTime.of(hour, minute, ~second)
        : LocalTime.of(hour, minute, second, in.readInt());
  }

  private static LocalDateTime readDateTime(SerialBytes in) {
    return LocalDateTime.of(readDate(in), readTime(in));
  }

  private static ZonedDateTime readZonedDateTime(SerialBytes in) {
    LocalDateTime dateTime = readDateTime(in);
    ZoneOffset offset = readOffset(in);
    int type = in.readByte();
    return ZonedDateTime.ofInstant(dateTime, offset, type == 8 ? readOffset(in) : readRegion(in));
  }

  private static ZoneId readRegion(SerialBytes in) {
    return ZoneId.of(in.readText(in.readUnsignedShort()));
  }

  /** In quarters of an hour where that will do. */
  private static ZoneOffset readOffset(SerialBytes in) {
    int quarters = in.readByte();
    return ZoneOffset.ofTotalSeconds(quarters == 127 ? in.readInt() : quarters * 900);
  }
}
