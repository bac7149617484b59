package io.shmstl.jcache.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 5s}, {@code 10m}, or ISO {@code PT5M}. */
public final class TimeSpan {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private TimeSpan() {}

  /**
   * The duration a text such as {@code 5s} or {@code PT5S} stands for; never negative.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Duration parse(String text) {
    String stripped = text.strip();
    Matcher matcher = FORM.matcher(stripped.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      Duration parsed = Duration.parse(stripped);
      if (parsed.isNegative()) {
        throw new IllegalArgumentException("found '" + text + "', expected no negative duration");
      }
      return parsed;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "found '" + text + "', expected a duration such as 500ms, 5s, 10m or PT5M", e);
    }
  }
}
