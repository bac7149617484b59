package io.shmstl.sql.type;

import io.shmstl.sql.error.SqlErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals read from text. */
public final class IntervalTexts {
  private static final Pattern PART = Pattern.compile("(\\d{1,18})(\\.\\d{1,9})?");
  private static final Pattern SEPARATOR = Pattern.compile("[ :-]");
  private static final int LONGEST = 100;

  private IntervalTexts() {}

  /**
   * An interval with a number for each field.
   *
   * @throws io.shmstl.sql.error.SqlFailure 22018 if the text has other parts
   */
  public static Interval parse(String text, IntervalField first, IntervalField last) {
    String stripped = text.strip();
    boolean isNegative = stripped.startsWith("-");
    String unsigned = isNegative || stripped.startsWith("+") ? stripped.substring(1) : stripped;
    String[] parts =
        stripped.length() > LONGEST ? new String[] {""} : SEPARATOR.split(unsigned, -1);
    BigInteger amount = BigInteger.ZERO;
    IntervalField field = first;
    for (int i = 0; i < parts.length; i++) {
      Matcher match = PART.matcher(parts[i]);
      if (!match.matches() || (match.group(2) != null && field != IntervalField.SECOND)) {
        throw SqlErrors.conversion(text, name(first, last));
      }
      BigDecimal units = new BigDecimal(field.unit());
      amount = amount.add(new BigDecimal(parts[i]).multiply(units).toBigInteger());
      boolean isLast = i + 1 == parts.length;
      if (isLast != (field == last)) {
        throw SqlErrors.conversion(text, name(first, last));
      }
      field = field.next();
    }
    return new Interval(first, last, isNegative ? amount.negate() : amount);
  }

  private static String name(IntervalField first, IntervalField last) {
    return first == last ? "INTERVAL " + first : "INTERVAL " + first + " TO " + last;
  }
}
