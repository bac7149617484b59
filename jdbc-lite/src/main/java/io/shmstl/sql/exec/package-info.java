/**
 * The operators: pull, one row at a time.
 *
 * <pre>
 * QueryPlan (finished rows)   Limit &lt;- Sort &lt;- Distinct &lt;- Select | SortedSelect | Values | Union ...
 *                                                             ^
 * Plan (inside a block,       Window &lt;- Group &lt;- Filter &lt;- Join &lt;- Scan | Derived
 *   moves the sources of a Frame)
 * </pre>
 *
 * <p>Rows of one source may come many at a time ({@link io.shmstl.sql.exec.BlockCursor}): a scan
 * gives blocks, a filter leaves rows out of them, groups and top rows take columns of what is left.
 * Every step can be read row by row all the same, and an expression that has no way of its own with
 * many rows is asked for each of them, so there is one plan and one set of expressions.
 *
 * <p>Inside a query block no row is built: operators move a {@link io.shmstl.sql.expression.Frame},
 * expressions read what they need of it. An operator that keeps rows copies just the columns that
 * are still asked for ({@link io.shmstl.sql.exec.KeptColumns}) and takes the memory from the
 * statement's budget. Every loop calls {@code StatementContext.tick}, so that cancel and time limit
 * reach all of them.
 */
@NullMarked
package io.shmstl.sql.exec;

import org.jspecify.annotations.NullMarked;
