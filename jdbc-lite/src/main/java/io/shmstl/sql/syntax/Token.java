package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;

/**
 * One word of a statement.
 *
 * @param kind what it is
 * @param text a name folded to upper case, a quoted name or string without its quotes, or as
 *     written
 * @param at where it starts
 */
record Token(Kind kind, String text, Position at) {
  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    BINARY,
    NUMBER,
    PARAMETER,
    SYMBOL,
    END
  }

  boolean is(String wordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
  }

  /** The token as an error message shows it. */
  String shown() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> "a string";
      default -> text.length() > 40 ? text.substring(0, 40) + "..." : text;
    };
  }
}
