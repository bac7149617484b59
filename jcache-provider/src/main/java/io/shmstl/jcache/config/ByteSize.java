package io.shmstl.jcache.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 10m} is 10 x 1024 x 1024 bytes. Letters: k, m, g. */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([kmg]?)b?");

  private ByteSize() {}

  /**
   * Bytes of a size such as {@code 256m}, {@code 64k}, {@code 2g} or {@code 1048576}.
   *
   * @throws IllegalArgumentException if the text has another form or is too large for a long
   */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("found '" + text + "', expected a size such as 10m");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1L << 10;
          case "m" -> 1L << 20;
          case "g" -> 1L << 30;
          default -> 1L;
        };
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("found '" + text + "', larger than any segment", e);
    }
  }

  /** The shortest exact form, the one {@link #parse} reads back. */
  public static String format(long bytes) {
    if (bytes > 0 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "g";
    }
    if (bytes > 0 && bytes % (1L << 20) == 0) {
      return (bytes >> 20) + "m";
    }
    if (bytes > 0 && bytes % (1L << 10) == 0) {
      return (bytes >> 10) + "k";
    }
    return Long.toString(bytes);
  }
}
