package io.shmstl.jdbc.metadata;

import org.jspecify.annotations.Nullable;

/**
 * A name as the calls of the metadata give it: {@code %} stands for any characters, {@code _} for
 * one, a backslash takes the meaning from what follows. Case counts. No pattern matches every name.
 */
final class NamePattern {
  /** What takes the meaning from the character behind it. */
  static final String ESCAPE = "\\";

  /** Stand-ins for the wildcards: characters that Unicode gives to nobody. */
  private static final char ANY = '\uFFFE';

  private static final char ONE = '\uFFFF';

  private final String pattern;

  private NamePattern(String pattern) {
    this.pattern = pattern;
  }

  /** A pattern with wildcards; null for every name. */
  static NamePattern of(@Nullable String text) {
    if (text == null) {
      return new NamePattern(String.valueOf(ANY));
    }
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        pattern.append(text.charAt(i));
      } else {
        pattern.append(c == '%' ? ANY : c == '_' ? ONE : c);
      }
    }
    return new NamePattern(pattern.toString());
  }

  /** Whether a name matches. Takes at most the product of the two lengths. */
  boolean matches(String name) {
    int at = 0;
    int next = 0;
    int afterAny = -1;
    int retry = 0;
    while (at < name.length()) {
      char wanted = next < pattern.length() ? pattern.charAt(next) : 0;
      if (next < pattern.length() && wanted == ANY) {
        next++;
        afterAny = next;
        retry = at;
      } else if (next < pattern.length() && (wanted == ONE || wanted == name.charAt(at))) {
        next++;
        at++;
      } else if (afterAny >= 0) {
        next = afterAny;
        retry++;
        at = retry;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == ANY) {
      next++;
    }
    return next == pattern.length();
  }

  /** Whether what has no name matches: a pattern that is empty or matches everything. */
  boolean matchesNone() {
    return matches("");
  }
}
