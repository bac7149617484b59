package io.shmstl.sql.function;

import io.shmstl.sql.expression.StatementContext;

/**
 * Text that a regular expression reads: counts the characters it looks at, so that a pattern that
 * explodes ends with the statement's cancel or time limit.
 */
record CheckedText(CharSequence text, StatementContext context) implements CharSequence {
  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    context.tick();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new CheckedText(text.subSequence(start, end), context);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
