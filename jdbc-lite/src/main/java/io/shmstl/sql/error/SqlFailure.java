package io.shmstl.sql.error;

import org.jspecify.annotations.Nullable;

/**
 * A statement that cannot be answered: the SQLSTATE, and the place in the text where it is known.
 * Made by {@link SqlErrors} only; the JDBC face turns it into an {@code SQLException}.
 */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final int line;
  private final int column;

  SqlFailure(String sqlState, String message, int line, int column, @Nullable Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
    this.line = line;
    this.column = column;
  }

  /** The five characters of the SQLSTATE. */
  public String sqlState() {
    return sqlState;
  }

  /** The line in the statement, from 1; 0 where there is none. */
  public int line() {
    return line;
  }

  /** The column in the line, from 1; 0 where there is none. */
  public int column() {
    return column;
  }
}
