package io.shmstl.sql.type;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as the text a cast to VARCHAR gives. */
public final class Texts {
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MINUTES_PER_HOUR = 60;

  private Texts() {}

  /** The text of a value that is not null. */
  public static String of(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean b -> b ? "TRUE" : "FALSE";
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case LocalDate date -> date(date);
      case LocalTime time -> time(time);
      case LocalDateTime time -> date(time.toLocalDate()) + ' ' + time(time.toLocalTime());
      case OffsetTime time -> time(time.toLocalTime()) + offset(time.getOffset());
      case OffsetDateTime time ->
          date(time.toLocalDate()) + ' ' + time(time.toLocalTime()) + offset(time.getOffset());
      case List<?> list -> list(list);
      default -> value.toString();
    };
  }

  private static String list(List<?> values) {
    StringBuilder text = new StringBuilder("[");
    for (@Nullable Object value : values) {
      if (text.length() > 1) {
        text.append(", ");
      }
      text.append(value == null ? "null" : of(value));
    }
    return text.append(']').toString();
  }

  private static String date(LocalDate date) {
    StringBuilder text = new StringBuilder(10);
    int year = date.getYear();
    if (year < 0) {
      text.append('-');
    }
    pad(text, Math.abs(year), 4).append('-');
    pad(text, date.getMonthValue(), 2).append('-');
    return pad(text, date.getDayOfMonth(), 2).toString();
  }

  private static String time(LocalTime time) {
    StringBuilder text = new StringBuilder(18);
    pad(text, time.getHour(), 2).append(':');
    pad(text, time.getMinute(), 2).append(':');
    pad(text, time.getSecond(), 2);
    int nanos = time.getNano();
    if (nanos != 0) {
      pad(text.append('.'), nanos, 9);
      int end = text.length();
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      text.setLength(end);
    }
    return text.toString();
  }

  private static String offset(ZoneOffset offset) {
    int seconds = Math.abs(offset.getTotalSeconds());
    StringBuilder text = new StringBuilder(6).append(offset.getTotalSeconds() < 0 ? '-' : '+');
    pad(text, seconds / (SECONDS_PER_MINUTE * MINUTES_PER_HOUR), 2);
    int minutes = seconds / SECONDS_PER_MINUTE % MINUTES_PER_HOUR;
    int rest = seconds % SECONDS_PER_MINUTE;
    if (minutes != 0 || rest != 0) {
      pad(text.append(':'), minutes, 2);
    }
    if (rest != 0) {
      pad(text.append(':'), rest, 2);
    }
    return text.toString();
  }

  private static StringBuilder pad(StringBuilder text, int number, int digits) {
    String plain = Integer.toString(number);
    return text.repeat('0', Math.max(0, digits - plain.length())).append(plain);
  }
}
