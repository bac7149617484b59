package io.shmstl.jcache.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 500ms}, {@code 5s}, {@code 10m}, or ISO {@code PT5M}. */
public final class TimeSpan {
  /** The longest there is, a hundred years; nanoseconds of it fit into a long. */
  static final Duration MOST = Duration.ofDays(36_525);

  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private TimeSpan() {}

  /**
   * The duration a text such as {@code 5s} or {@code PT5S} stands for; never negative.
   *
   * @throws IllegalArgumentException if the text has another form, or is more than a hundred years
   */
  public static Duration parse(String text) {
    Duration parsed;
    try {
      parsed = read(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "found '" + text + "', expected a duration such as 500ms, 5s, 10m or PT5M", e);
    } catch (ArithmeticException e) {
      throw tooLong(text, e);
    }
    if (parsed.isNegative()) {
      throw new IllegalArgumentException("found '" + text + "', expected no negative duration");
    }
    if (parsed.compareTo(MOST) > 0) {
      throw tooLong(text, null);
    }
    return parsed;
  }

  private static Duration read(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static IllegalArgumentException tooLong(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "found '" + text + "', expected at most " + MOST.toDays() + "d", cause);
  }
}
