package io.shmstl.benchmarks.results;

/**
 * One number that was measured, or the reason why there is none.
 *
 * @param table what it belongs to
 * @param row the work
 * @param column the peer, or whatever else is compared
 * @param round which of the rounds, in each of which all columns are measured one after the other
 * @param unit of the value
 * @param value {@code NaN} if there is none
 * @param note why there is none; else empty
 */
public record Measurement(
    String table, String row, String column, int round, String unit, double value, String note) {

  /** A number. */
  public static Measurement of(
      String table, String row, String column, int round, String unit, double value) {
    return new Measurement(table, row, column, round, unit, value, "");
  }

  /** The reason why there is none. */
  public static Measurement missing(
      String table, String row, String column, int round, String reason) {
    return new Measurement(table, row, column, round, "", Double.NaN, reason);
  }

  /** Whether there is a number. */
  public boolean isPresent() {
    return !Double.isNaN(value);
  }
}
