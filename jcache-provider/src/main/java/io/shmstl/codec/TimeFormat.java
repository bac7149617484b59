package io.shmstl.codec;

import java.time.DateTimeException;
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

/**
 * Dates and times as bytes. One value has one encoding.
 *
 * <pre>
 * LocalDate       epoch day (zigzag)
 * LocalTime       second of day (varint), nano of second (varint)
 * LocalDateTime   as LocalDate, then LocalTime
 * Instant         epoch second (zigzag), nano of second (varint)
 * ZonedDateTime   as LocalDateTime, ZoneOffset, then the zone as a value
 * OffsetDateTime  as LocalDateTime, then ZoneOffset
 * OffsetTime      as LocalTime, then ZoneOffset
 * Duration        seconds (zigzag), nanos (varint)
 * Period          years, months, days (zigzag each)
 * Year            year (zigzag)
 * YearMonth       year (zigzag), month (varint)
 * MonthDay        month (varint), day (varint)
 * ZoneOffset      total seconds (zigzag)
 * ZoneId          its name, as {@link ByteWriter#writeString}
 * Date            epoch millisecond (zigzag)
 * </pre>
 */
@SuppressWarnings("JavaUtilDate") // values of users may be dates
final class TimeFormat {
  private TimeFormat() {}

  /** Writes a value of one of the types above; false if it is of none. */
  static boolean write(Object value, ByteWriter out) {
    switch (value) {
      case Instant instant -> {
        out.writeByte(TypeTag.INSTANT);
        out.writeZigzag(instant.getEpochSecond());
        out.writeVarint(instant.getNano());
      }
      case LocalDate date -> {
        out.writeByte(TypeTag.LOCAL_DATE);
        writeDate(date, out);
      }
      case LocalDateTime dateTime -> {
        out.writeByte(TypeTag.LOCAL_DATE_TIME);
        writeDateTime(dateTime, out);
      }
      case LocalTime time -> {
        out.writeByte(TypeTag.LOCAL_TIME);
        writeTime(time, out);
      }
      case ZonedDateTime dateTime -> {
        out.writeByte(TypeTag.ZONED_DATE_TIME);
        writeDateTime(dateTime.toLocalDateTime(), out);
        writeOffset(dateTime.getOffset(), out);
        writeZone(dateTime.getZone(), out);
      }
      case OffsetDateTime dateTime -> {
        out.writeByte(TypeTag.OFFSET_DATE_TIME);
        writeDateTime(dateTime.toLocalDateTime(), out);
        writeOffset(dateTime.getOffset(), out);
      }
      case OffsetTime time -> {
        out.writeByte(TypeTag.OFFSET_TIME);
        writeTime(time.toLocalTime(), out);
        writeOffset(time.getOffset(), out);
      }
      case Duration duration -> {
        out.writeByte(TypeTag.DURATION);
        out.writeZigzag(duration.getSeconds());
        out.writeVarint(duration.getNano());
      }
      case Period period -> {
        out.writeByte(TypeTag.PERIOD);
        out.writeZigzag(period.getYears());
        out.writeZigzag(period.getMonths());
        out.writeZigzag(period.getDays());
      }
      case Year year -> {
        out.writeByte(TypeTag.YEAR);
        out.writeZigzag(year.getValue());
      }
      case YearMonth month -> {
        out.writeByte(TypeTag.YEAR_MONTH);
        out.writeZigzag(month.getYear());
        out.writeVarint(month.getMonthValue());
      }
      case MonthDay day -> {
        out.writeByte(TypeTag.MONTH_DAY);
        out.writeVarint(day.getMonthValue());
        out.writeVarint(day.getDayOfMonth());
      }
      case ZoneId zone -> writeZone(zone, out);
      case Date date when date.getClass() == Date.class -> {
        out.writeByte(TypeTag.DATE);
        out.writeZigzag(date.getTime());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the body of a value whose tag was read.
   *
   * @throws DateTimeException if a field is out of its range or a zone unknown here
   */
  static Object read(int tag, ByteReader in) {
    return switch (tag) {
      case TypeTag.LOCAL_DATE -> readDate(in);
      case TypeTag.LOCAL_TIME -> readTime(in);
      case TypeTag.LOCAL_DATE_TIME -> readDateTime(in);
      case TypeTag.INSTANT -> Instant.ofEpochSecond(in.readZigzag(), readNano(in));
      case TypeTag.ZONED_DATE_TIME -> readZonedDateTime(in);
      case TypeTag.OFFSET_DATE_TIME -> OffsetDateTime.of(readDateTime(in), readOffset(in));
      case TypeTag.OFFSET_TIME -> OffsetTime.of(readTime(in), readOffset(in));
      case TypeTag.DURATION -> Duration.ofSeconds(in.readZigzag(), readNano(in));
      case TypeTag.PERIOD -> Period.of(readInt(in), readInt(in), readInt(in));
      case TypeTag.YEAR -> Year.of(readInt(in));
      case TypeTag.YEAR_MONTH -> YearMonth.of(readInt(in), in.readVarint());
      case TypeTag.MONTH_DAY -> MonthDay.of(in.readVarint(), in.readVarint());
      case TypeTag.ZONE_OFFSET -> readOffset(in);
      case TypeTag.ZONE_REGION -> ZoneId.of(in.readString());
      case TypeTag.DATE -> new Date(in.readZigzag());
      default -> throw new AssertionError(tag);
    };
  }

  private static void writeDate(LocalDate date, ByteWriter out) {
    out.writeZigzag(date.toEpochDay());
  }

  @SuppressWarnings("JavaLocalTimeGetNano") // the seconds stand before it
  private static void writeTime(LocalTime time, ByteWriter out) {
    out.writeVarint(time.toSecondOfDay());
    out.writeVarint(time.getNano());
  }

  private static void writeDateTime(LocalDateTime dateTime, ByteWriter out) {
    writeDate(dateTime.toLocalDate(), out);
    writeTime(dateTime.toLocalTime(), out);
  }

  private static void writeOffset(ZoneOffset offset, ByteWriter out) {
    out.writeZigzag(offset.getTotalSeconds());
  }

  private static void writeZone(ZoneId zone, ByteWriter out) {
    if (zone instanceof ZoneOffset offset) {
      out.writeByte(TypeTag.ZONE_OFFSET);
      writeOffset(offset, out);
    } else {
      out.writeByte(TypeTag.ZONE_REGION);
      out.writeString(zone.getId());
    }
  }

  private static LocalDate readDate(ByteReader in) {
    return LocalDate.ofEpochDay(in.readZigzag());
  }

  private static LocalTime readTime(ByteReader in) {
    return LocalTime.ofSecondOfDay(in.readVarint()).withNano(in.readVarint());
  }

  private static LocalDateTime readDateTime(ByteReader in) {
    return LocalDateTime.of(readDate(in), readTime(in));
  }

  /** Keeps the instant should the rules of the zone differ here; else every field. */
  private static ZonedDateTime readZonedDateTime(ByteReader in) {
    LocalDateTime dateTime = readDateTime(in);
    ZoneOffset offset = readOffset(in);
    int tag = in.readTag();
    return switch (tag) {
      case TypeTag.ZONE_OFFSET, TypeTag.ZONE_REGION ->
          ZonedDateTime.ofInstant(dateTime, offset, (ZoneId) read(tag, in));
      default -> throw new CodecException("a zone has the tag " + tag);
    };
  }

  private static ZoneOffset readOffset(ByteReader in) {
    return ZoneOffset.ofTotalSeconds(readInt(in));
  }

  private static int readNano(ByteReader in) {
    int nano = in.readVarint();
    if (nano < 0 || nano > 999_999_999) {
      throw new CodecException("a second has no nano " + Integer.toUnsignedString(nano));
    }
    return nano;
  }

  private static int readInt(ByteReader in) {
    return Math.toIntExact(in.readZigzag());
  }
}
