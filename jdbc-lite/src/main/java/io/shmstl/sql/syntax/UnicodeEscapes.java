package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;

/** The escapes of {@code U&'...'}: a backslash with 4 hexadecimal digits, or with + and 6. */
final class UnicodeEscapes {
  private static final int SHORT = 4;
  private static final int LONG = 6;

  private UnicodeEscapes() {}

  /** The text with its escapes replaced. */
  static String decode(String text, Position at) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        out.append(c);
      } else if (text.startsWith("\\", i)) {
        out.append(c);
        i++;
      } else {
        boolean isLong = text.startsWith("+", i);
        int start = isLong ? i + 1 : i;
        int end = start + (isLong ? LONG : SHORT);
        out.appendCodePoint(point(text, start, end, at));
        i = end;
      }
    }
    return out.toString();
  }

  private static int point(String text, int start, int end, Position at) {
    int point = 0;
    for (int i = start; i < end; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw SqlErrors.syntax("an escape of U& has 4 hexadecimal digits, or + and 6", at);
      }
      point = point * 16 + digit;
    }
    if (!Character.isValidCodePoint(point)) {
      throw SqlErrors.syntax("there is no character U+" + text.substring(start, end), at);
    }
    return point;
  }
}
