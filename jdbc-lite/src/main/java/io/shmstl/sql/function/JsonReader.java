package io.shmstl.sql.function;

import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON text that goes for one value and skips everything else without recursion or
 * memory. A text that is no JSON has no value.
 */
final class JsonReader {
  private final String text;
  private int position;

  JsonReader(String text) {
    this.text = text;
  }

  /** The scalar at a path as text; null if there is none, or null stands there. */
  @Nullable String value(JsonPath path) {
    for (Object step : path.steps()) {
      boolean isFound = step instanceof String name ? toMember(name) : toElement((Integer) step);
      if (!isFound) {
        return null;
      }
    }
    skipSpace();
    char c = peek();
    if (c == '"') {
      return string();
    }
    if (c == '{' || c == '[') {
      return null;
    }
    String literal = literal();
    return literal.isEmpty() || literal.equals("null") ? null : literal;
  }

  private boolean toMember(String name) {
    if (!accept('{') || accept('}')) {
      return false;
    }
    do {
      skipSpace();
      String found = peek() == '"' ? string() : null;
      if (found == null || !accept(':')) {
        return false;
      }
      if (found.equals(name)) {
        return true;
      }
      if (!skipValue()) {
        return false;
      }
    } while (accept(','));
    return false;
  }

  private boolean toElement(int index) {
    if (!accept('[') || accept(']')) {
      return false;
    }
    for (int i = 0; i < index; i++) {
      if (!skipValue() || !accept(',')) {
        return false;
      }
    }
    return true;
  }

  /** Skips one value: counts brackets outside of strings. */
  private boolean skipValue() {
    int depth = 0;
    skipSpace();
    do {
      char c = peek();
      if (c == '\0') {
        return false;
      }
      if (c == '"') {
        if (string() == null) {
          return false;
        }
      } else if (c == '{' || c == '[') {
        depth++;
        position++;
      } else if (c == '}' || c == ']') {
        depth--;
        position++;
      } else if (depth == 0) {
        if (literal().isEmpty()) {
          return false;
        }
      } else {
        position++;
      }
    } while (depth > 0);
    return depth == 0;
  }

  private String literal() {
    int start = position;
    while (position < text.length() && ",]} \t\r\n".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private @Nullable String string() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        return value.toString();
      }
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char escaped = peek();
      position++;
      switch (escaped) {
        case 'n' -> value.append('\n');
        case 't' -> value.append('\t');
        case 'r' -> value.append('\r');
        case 'b' -> value.append('\b');
        case 'f' -> value.append('\f');
        case 'u' -> {
          int code = hex();
          if (code < 0) {
            return null;
          }
          value.append((char) code);
        }
        default -> value.append(escaped);
      }
    }
    return null;
  }

  private int hex() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
      position++;
    }
    return code;
  }

  private boolean accept(char wanted) {
    skipSpace();
    if (peek() != wanted) {
      return false;
    }
    position++;
    return true;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : '\0';
  }
}
