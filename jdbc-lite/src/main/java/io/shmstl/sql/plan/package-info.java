/**
 * From the tree of a statement to a plan: names are bound, types settled, joins ordered.
 *
 * <pre>
 * StatementNode -> Planner -> QueryBinder -> SelectBinder {FROM, WHERE, groups, windows, list}
 *                                                 |
 *                     Scope, Environment: what a name means      -> exec: plans that can be opened
 * </pre>
 */
@NullMarked
package io.shmstl.sql.plan;

import org.jspecify.annotations.NullMarked;
