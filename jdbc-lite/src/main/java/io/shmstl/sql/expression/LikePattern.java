package io.shmstl.sql.expression;

import io.shmstl.sql.catalog.RowBlock;
import io.shmstl.sql.error.SqlErrors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE, ready to match. Greedy with one point of return: the last {@code %}, so that
 * no pattern takes longer than the product of the two lengths, and usual ones the sum.
 */
final class LikePattern {
  private static final int STEPS_BETWEEN_CHECKS = 1 << 16;
  private static final byte EXACT = 0;
  private static final byte ONE = 1;
  private static final byte ANY = 2;

  /** Longest pattern left to {@code contains}, which cannot be stopped while it searches. */
  private static final int MAX_INFIX = 256;

  private final char[] chars;
  private final byte[] kinds;
  private final boolean ignoresCase;
  private final @Nullable String infix;
  private final @Nullable String prefix;

  /** What {@link #infix} or {@link #prefix} is in bytes; null if there is neither, or no bytes. */
  private final byte @Nullable [] latin1;

  private LikePattern(char[] chars, byte[] kinds, boolean ignoresCase) {
    this.chars = chars;
    this.kinds = kinds;
    this.ignoresCase = ignoresCase;
    int n = chars.length;
    boolean isPlain = !ignoresCase;
    this.infix =
        isPlain
                && n >= 2
                && kinds[0] == ANY
                && kinds[n - 1] == ANY
                && n <= MAX_INFIX
                && isExact(1, n - 1)
            ? new String(chars, 1, n - 2)
            : null;
    this.prefix =
        isPlain && n >= 1 && kinds[n - 1] == ANY && isExact(0, n - 1)
            ? new String(chars, 0, n - 1)
            : null;
    String part = infix != null ? infix : prefix;
    this.latin1 =
        part != null && part.chars().allMatch(c -> c <= 0xFF)
            ? part.getBytes(StandardCharsets.ISO_8859_1)
            : null;
  }

  private boolean isExact(int from, int to) {
    for (int i = from; i < to; i++) {
      if (kinds[i] != EXACT) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a pattern.
   *
   * @param escape what makes the next character ordinary; null for nothing
   * @throws io.shmstl.sql.error.SqlFailure 22025 if an escape is the last character
   */
  static LikePattern of(String pattern, @Nullable Character escape, boolean ignoresCase) {
    char[] chars = new char[pattern.length()];
    byte[] kinds = new byte[pattern.length()];
    int length = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      byte kind = c == '%' ? ANY : c == '_' ? ONE : EXACT;
      if (escape != null && c == escape) {
        kind = EXACT;
        if (++i >= pattern.length()) {
          throw SqlErrors.badEscape(pattern);
        }
        c = pattern.charAt(i);
      }
      if (kind == ANY && length > 0 && kinds[length - 1] == ANY) {
        continue;
      }
      chars[length] = ignoresCase ? fold(c) : c;
      kinds[length++] = kind;
    }
    return new LikePattern(Arrays.copyOf(chars, length), Arrays.copyOf(kinds, length), ignoresCase);
  }

  private static char fold(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /**
   * Whether a text is like the pattern.
   *
   * @throws io.shmstl.sql.error.SqlFailure 57014 when the statement must end
   */
  boolean matches(String text, StatementContext context) {
    if (infix != null) {
      return text.contains(infix);
    }
    if (prefix != null) {
      return text.startsWith(prefix);
    }
    int t = 0;
    int p = 0;
    int lastAny = -1;
    int retry = 0;
    int steps = 0;
    while (t < text.length()) {
      if (++steps % STEPS_BETWEEN_CHECKS == 0) {
        context.check();
      }
      if (p < chars.length && kinds[p] == ANY) {
        lastAny = p++;
        retry = t;
      } else if (p < chars.length && (kinds[p] == ONE || isSame(text.charAt(t), chars[p]))) {
        t++;
        p++;
      } else if (lastAny >= 0) {
        p = lastAny + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < chars.length && kinds[p] == ANY) {
      p++;
    }
    return p == chars.length;
  }

  /** The pattern as a test of texts that may stand in bytes. */
  RowBlock.TextTest test(StatementContext context) {
    return new RowBlock.TextTest() {
      @Override
      public boolean accepts(String text) {
        return matches(text, context);
      }

      @Override
      public boolean acceptsLatin1(byte[] bytes, int offset, int length) {
        byte[] part = latin1;
        if (part == null) {
          return matches(new String(bytes, offset, length, StandardCharsets.ISO_8859_1), context);
        }
        return infix != null
            ? Latin1Search.contains(bytes, offset, length, part)
            : length >= part.length
                && Arrays.equals(bytes, offset, offset + part.length, part, 0, part.length);
      }
    };
  }

  private boolean isSame(char found, char wanted) {
    return found == wanted || (ignoresCase && fold(found) == wanted);
  }
}
