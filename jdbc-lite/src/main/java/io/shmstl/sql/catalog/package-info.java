/**
 * The seam between the engine and what it reads.
 *
 * <pre>
 * prepare:  Catalog.table(schema, name) -> Table: columns, key, estimate
 * execute:  Table.scan(view, columns)   -> TableCursor: next(), get(column) decodes
 *           Table.find(view, key, columns)
 * </pre>
 *
 * <p>A table is metadata; rows belong to a {@link io.shmstl.sql.catalog.ReadView}, so that one
 * prepared statement reads another snapshot each time it is executed.
 */
@NullMarked
package io.shmstl.sql.catalog;

import org.jspecify.annotations.NullMarked;
