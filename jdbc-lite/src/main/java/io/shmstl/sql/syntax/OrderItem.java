package io.shmstl.sql.syntax;

/**
 * One key of an ORDER BY.
 *
 * @param expression what is ordered by; a whole number is a column of the result
 * @param isDescending whether the largest comes first
 * @param nulls where nulls go
 */
public record OrderItem(ExpressionNode expression, boolean isDescending, Nulls nulls) {
  /** Where nulls go; by default they are smaller than everything. */
  public enum Nulls {
    DEFAULT,
    FIRST,
    LAST
  }
}
