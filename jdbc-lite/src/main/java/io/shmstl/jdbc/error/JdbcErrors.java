package io.shmstl.jdbc.error;

import io.shmstl.sql.error.SqlFailure;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLWarning;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Every SQLException of the driver, with its SQLSTATE: the only place where they are made. */
public final class JdbcErrors {
  private static final String CONNECTION = "08001";
  private static final String NO_CONNECTION = "08003";
  private static final String PARAMETER_NUMBER = "07009";
  private static final String PARAMETER_MISSING = "07001";
  private static final String UNSUPPORTED = "0A000";
  private static final String CONVERSION = "22018";
  private static final String CURSOR = "24000";
  private static final String TRANSACTION = "25000";
  private static final String READ_ONLY = "25006";
  private static final String SCHEMA = "3F000";
  private static final String COLUMN = "42S22";
  private static final String SEQUENCE = "HY010";
  private static final String ARGUMENT = "HY024";
  private static final String STREAM = "HY000";
  private static final String INTERNAL = "XX000";
  private static final String WARNING = "01000";

  private JdbcErrors() {}

  /** A failure of the engine as the exception that fits its SQLSTATE; anything else is internal. */
  public static SQLException of(RuntimeException failure) {
    if (failure instanceof SqlFailure known) {
      return of(String.valueOf(known.getMessage()), known.sqlState(), known);
    }
    return new SQLException("internal error: " + failure, INTERNAL, failure);
  }

  private static SQLException of(String message, String state, Throwable cause) {
    return switch (state.substring(0, 2)) {
      case "08" -> new SQLNonTransientConnectionException(message, state, cause);
      case "0A" -> new SQLFeatureNotSupportedException(message, state, cause);
      case "21", "42" -> new SQLSyntaxErrorException(message, state, cause);
      case "22" -> new SQLDataException(message, state, cause);
      case "25", "54" -> new SQLNonTransientException(message, state, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, cause);
      case "40" -> new SQLTransactionRollbackException(message, state, cause);
      case "57" -> new SQLTimeoutException(message, state, cause);
      default -> new SQLException(message, state, cause);
    };
  }

  /** A URL or a property that says nothing known. */
  public static SQLException badUrl(String what) {
    return new SQLNonTransientConnectionException(what, CONNECTION);
  }

  /** A call on something closed. */
  public static SQLException closed(String what) {
    return what.equals("connection")
        ? new SQLNonTransientConnectionException("the connection is closed", NO_CONNECTION)
        : new SQLException("the " + what + " is closed", SEQUENCE);
  }

  /** A feature this driver does not have. */
  public static SQLException unsupported(String what) {
    return new SQLFeatureNotSupportedException(what + " is not supported", UNSUPPORTED);
  }

  /** An attempt to change data. */
  public static SQLException readOnly(String what) {
    return new SQLNonTransientException(
        what + " is refused: the database is read-only, use the cache", READ_ONLY);
  }

  /** A call in an order that has no meaning. */
  public static SQLException wrongState(String what) {
    return new SQLException(what, SEQUENCE);
  }

  /** A commit or rollback of nothing. */
  public static SQLException noTransaction(String what) {
    return new SQLException(what + " has no meaning in auto-commit mode", TRANSACTION);
  }

  /** An argument out of its range. */
  public static SQLException badArgument(String what, Object value, String expected) {
    return new SQLException(what + " is " + value + ", expected " + expected, ARGUMENT);
  }

  /** A schema that is not there. */
  public static SQLException noSchema(String name, Collection<String> known) {
    return new SQLException(
        "schema \"" + name + "\" not found; there are " + String.join(", ", known), SCHEMA);
  }

  /** A column number out of range. */
  public static SQLException noColumn(int column, int count) {
    return new SQLException("column " + column + ", expected 1 to " + count, PARAMETER_NUMBER);
  }

  /** A column label that the result does not have. */
  public static SQLException noColumn(String label) {
    return new SQLSyntaxErrorException("column \"" + label + "\" not found", COLUMN);
  }

  /** A parameter number out of range. */
  public static SQLException noParameter(int parameter, int count) {
    String expected = count == 0 ? "none: the statement has no parameters" : "1 to " + count;
    return new SQLException("parameter " + parameter + ", expected " + expected, PARAMETER_NUMBER);
  }

  /** A parameter that was never set. */
  public static SQLException parameterNotSet(int parameter) {
    return new SQLException("parameter " + parameter + " is not set", PARAMETER_MISSING);
  }

  /** A result set that does not stand on a row. */
  public static SQLException noRow() {
    return new SQLException("the result set stands on no row: call next() first", CURSOR);
  }

  /** A move that a forward-only result set cannot make. */
  public static SQLException forwardOnly() {
    return new SQLException("the result set is forward-only", CURSOR);
  }

  /** A value that has no counterpart in the class asked for. */
  public static SQLException noConversion(String from, String to, @Nullable Throwable cause) {
    return new SQLDataException(from + " cannot be converted to " + to, CONVERSION, cause);
  }

  /** A stream of a parameter that breaks. */
  public static SQLException unreadable(IOException cause) {
    return new SQLException("the stream of the parameter ended in " + cause, STREAM, cause);
  }

  /** An unwrap to what this is not. */
  public static SQLException notAWrapper(Object wrapper, @Nullable Class<?> wanted) {
    String name = wanted == null ? "null" : wanted.getName();
    return new SQLException(wrapper.getClass().getName() + " does not wrap " + name, ARGUMENT);
  }

  /** A warning to hang somewhere. */
  public static SQLWarning warning(String what) {
    return new SQLWarning(what, WARNING);
  }
}
