package io.shmstl.sql.expression;

/**
 * One key of an order.
 *
 * @param expression what is ordered by
 * @param isDescending whether the largest comes first
 * @param nullsFirst whether nulls come before everything
 */
public record SortKey(Expression expression, boolean isDescending, boolean nullsFirst) {}
