package io.shmstl.sql.error;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Every failure of the engine, with its SQLSTATE: the only place where they are made. */
public final class SqlErrors {
  private static final String SYNTAX = "42000";
  private static final String TYPE_MISMATCH = "42804";
  private static final String GROUPING = "42803";
  private static final String TABLE = "42S02";
  private static final String COLUMN = "42S22";
  private static final String AMBIGUOUS_COLUMN = "42702";
  private static final String FUNCTION = "42883";
  private static final String COUNT = "21S02";
  private static final String ROWS = "21000";
  private static final String RANGE = "22003";
  private static final String DIVISION = "22012";
  private static final String CONVERSION = "22018";
  private static final String TOO_LONG = "22001";
  private static final String ESCAPE = "22025";
  private static final String DATA = "22000";
  private static final String FRAME = "22013";
  private static final String PARAMETER = "07001";
  private static final String READ_ONLY = "25006";
  private static final String UNSUPPORTED = "0A000";
  private static final String CANCELLED = "57014";
  private static final String MEMORY = "53200";
  private static final String TOO_COMPLEX = "54001";
  private static final String NO_SPACE = "08001";
  private static final String CLOSED = "08003";
  private static final String NO_ACCESS = "08004";
  private static final String DAMAGED = "08006";
  private static final String TOO_OLD = "40001";
  private static final String TOO_MANY = "53300";
  private static final String CHANGED = "0A000";
  private static final String UNREADABLE = "XX001";

  /** Longest piece of a value or a text that a message repeats, in characters. */
  private static final int MAX_QUOTED = 60;

  private SqlErrors() {}

  public static SqlFailure syntax(String what, Position at) {
    return of(SYNTAX, what, at);
  }

  public static SqlFailure tooComplex(String what, Position at) {
    return of(TOO_COMPLEX, what, at);
  }

  public static SqlFailure noTable(String name, Collection<String> near, Position at) {
    String hint = near.isEmpty() ? "" : "; there are " + String.join(", ", near);
    return of(TABLE, "table " + quote(name) + " not found" + hint, at);
  }

  public static SqlFailure noColumn(String name, Position at) {
    return of(COLUMN, "column " + quote(name) + " not found", at);
  }

  public static SqlFailure ambiguousColumn(String name, Position at) {
    return of(AMBIGUOUS_COLUMN, "column " + quote(name) + " is ambiguous", at);
  }

  public static SqlFailure noFunction(String name, Position at) {
    return of(FUNCTION, "function " + quote(name) + " not found", at);
  }

  public static SqlFailure argumentCount(String function, String wanted, int found, Position at) {
    return of(FUNCTION, function + " takes " + wanted + " arguments, not " + found, at);
  }

  public static SqlFailure notGrouped(String what, Position at) {
    return of(GROUPING, what + " must be in the GROUP BY list or in an aggregate", at);
  }

  public static SqlFailure misplaced(String what, Position at) {
    return of(GROUPING, what, at);
  }

  public static SqlFailure incomparable(String left, String right, Position at) {
    return of(TYPE_MISMATCH, "values of types " + left + " and " + right + " do not compare", at);
  }

  public static SqlFailure wrongType(String what, Position at) {
    return of(TYPE_MISMATCH, what, at);
  }

  public static SqlFailure columnCount(String what, Position at) {
    return of(COUNT, what, at);
  }

  public static SqlFailure moreThanOneRow() {
    return of(ROWS, "a scalar subquery returned more than one row", Position.NONE);
  }

  public static SqlFailure outOfRange(Object value, String type) {
    return of(RANGE, "value " + quote(value) + " is out of the range of " + type, Position.NONE);
  }

  public static SqlFailure divisionByZero() {
    return of(DIVISION, "division by zero", Position.NONE);
  }

  public static SqlFailure conversion(Object value, String type) {
    return of(CONVERSION, quote(value) + " cannot be converted to " + type, Position.NONE);
  }

  public static SqlFailure noConversion(String from, String to) {
    return of(
        CONVERSION, "values of type " + from + " cannot be converted to " + to, Position.NONE);
  }

  public static SqlFailure tooLong(Object value, String type) {
    return of(TOO_LONG, "value " + quote(value) + " is too long for " + type, Position.NONE);
  }

  public static SqlFailure badEscape(String pattern) {
    return of(ESCAPE, "the LIKE pattern " + quote(pattern) + " escapes nothing", Position.NONE);
  }

  public static SqlFailure badArgument(String what) {
    return of(DATA, what, Position.NONE);
  }

  public static SqlFailure badFrame(String what) {
    return of(FRAME, what, Position.NONE);
  }

  public static SqlFailure badPattern(String pattern, RuntimeException cause) {
    return new SqlFailure(ESCAPE, "the pattern " + quote(pattern) + " is wrong", 0, 0, cause);
  }

  public static SqlFailure parameterCount(int wanted, int found) {
    return of(
        PARAMETER, "the statement takes " + wanted + " parameters, not " + found, Position.NONE);
  }

  public static SqlFailure readOnly(String verb, Position at) {
    return of(READ_ONLY, verb + " is refused: the database is read-only, use the cache", at);
  }

  public static SqlFailure unsupported(String what, Position at) {
    return of(UNSUPPORTED, what + " is not supported", at);
  }

  public static SqlFailure cancelled() {
    return of(CANCELLED, "the statement was cancelled", Position.NONE);
  }

  public static SqlFailure timedOut() {
    return of(CANCELLED, "the statement ran into its time limit", Position.NONE);
  }

  public static SqlFailure outOfMemory(long limitBytes) {
    return of(
        MEMORY,
        "the statement needs more than its " + limitBytes + " bytes of memory",
        Position.NONE);
  }

  /** There is no space, or none that still counts, where a URL points. */
  public static SqlFailure noSpace(String what, @Nullable Throwable cause) {
    return new SqlFailure(NO_SPACE, what, 0, 0, cause);
  }

  /** A space is there, but this user may not use it. */
  public static SqlFailure noAccess(String what, @Nullable Throwable cause) {
    return new SqlFailure(NO_ACCESS, what, 0, 0, cause);
  }

  public static SqlFailure closed(String what, @Nullable Throwable cause) {
    return new SqlFailure(CLOSED, what, 0, 0, cause);
  }

  /** The files of a space make no sense, or cannot be used now. */
  public static SqlFailure damaged(String what, @Nullable Throwable cause) {
    return new SqlFailure(DAMAGED, what, 0, 0, cause);
  }

  /** A snapshot had to give way to writers: another one may be opened. */
  public static SqlFailure tooOld(String table, Throwable cause) {
    return new SqlFailure(
        TOO_OLD, "table " + quote(table) + ": " + cause.getMessage(), 0, 0, cause);
  }

  /** Whether a failure is that of {@link #tooOld}. */
  public static boolean isTooOld(SqlFailure failure) {
    return failure.sqlState().equals(TOO_OLD);
  }

  public static SqlFailure tooManySnapshots(String table, Throwable cause) {
    return new SqlFailure(
        TOO_MANY, "table " + quote(table) + ": " + cause.getMessage(), 0, 0, cause);
  }

  /** The cache behind a table was destroyed since the statement was prepared. */
  public static SqlFailure destroyed(String table) {
    return of(TABLE, "the cache " + quote(table) + " was destroyed", Position.NONE);
  }

  /** The cache behind a table was made again with other types since the statement was prepared. */
  public static SqlFailure changed(String table) {
    return of(
        CHANGED,
        "the cache " + quote(table) + " has other types now: prepare the statement again",
        Position.NONE);
  }

  /** The bytes of an entry are no value. */
  public static SqlFailure unreadable(String table, Throwable cause) {
    return new SqlFailure(
        UNREADABLE,
        "an entry of " + quote(table) + " cannot be read: " + cause.getMessage(),
        0,
        0,
        cause);
  }

  private static String quote(Object value) {
    String text = String.valueOf(value);
    return text.length() <= MAX_QUOTED
        ? '"' + text + '"'
        : '"' + text.substring(0, MAX_QUOTED) + "...\" (" + text.length() + " characters)";
  }

  private static SqlFailure of(String state, String what, Position at) {
    String message =
        at.line() == 0 ? what : what + " (line " + at.line() + ", column " + at.column() + ")";
    return new SqlFailure(state, message, at.line(), at.column(), (@Nullable Throwable) null);
  }
}
