/**
 * A SELECT engine over tables that somebody else provides.
 *
 * <pre>
 * text --syntax--> tree --plan--> expressions, plans --exec--> rows
 *                          ^ catalog.Catalog, Table    ^ catalog.ReadView, StatementContext
 *
 * syntax      text to tree; line and column of everything
 * plan        names to columns, types, joins, look-ups
 * expression  what is computed of a row;  function, aggregate, window: the named ones
 * exec        what moves rows: scans, joins, groups, order
 * type        values, their types and conversions
 * catalog     what an owner of tables implements
 * error       all that can go wrong, with its SQLSTATE
 * </pre>
 *
 * <p>{@link io.shmstl.sql.Query} is the way in. It only reads.
 */
@NullMarked
package io.shmstl.sql;

import org.jspecify.annotations.NullMarked;
