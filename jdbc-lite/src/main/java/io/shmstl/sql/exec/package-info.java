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
 * <p>Inside a block no row is built: operators move a {@link io.shmstl.sql.expression.Frame},
 * expressions read what they need of it. An operator that keeps rows copies just the columns that
 * are still asked for ({@link io.shmstl.sql.exec.KeptColumns}) and takes the memory from the
 * statement's budget. Every loop calls {@code StatementContext.tick}, so that cancel and time limit
 * reach all of them.
 */
@NullMarked
package io.shmstl.sql.exec;

import org.jspecify.annotations.NullMarked;
