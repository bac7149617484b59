package io.shmstl.sql.error;

/**
 * A place in the text of a statement.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {
  /** Where nothing is known. */
  public static final Position NONE = new Position(0, 0);
}
