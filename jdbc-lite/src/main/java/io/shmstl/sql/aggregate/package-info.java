/**
 * Aggregates: one value of many rows.
 *
 * <pre>
 * Aggregates: name, arguments -> Aggregate -> Aggregate.Group for each group
 *   PlainGroup     rows -> Accumulator
 *   CollectedGroup rows kept: DISTINCT, ORDER BY -> Accumulator at the end
 * </pre>
 */
@NullMarked
package io.shmstl.sql.aggregate;

import org.jspecify.annotations.NullMarked;
