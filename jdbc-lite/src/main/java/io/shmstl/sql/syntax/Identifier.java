package io.shmstl.sql.syntax;

/**
 * A name in a statement.
 *
 * @param text folded to upper case unless quoted
 * @param isQuoted whether only exactly this name is meant
 */
public record Identifier(String text, boolean isQuoted) {
  /** Whether this names something: exactly, or without regard to case if not quoted. */
  public boolean matches(String name) {
    return isQuoted ? text.equals(name) : text.equalsIgnoreCase(name);
  }

  @Override
  public String toString() {
    return text;
  }
}
