/**
 * Caches and what a space says of itself, as tables.
 *
 * <pre>
 * CacheDatabase ── SpaceCatalog ── CacheTable: columns from the row schemas of a cache
 *      │                └───────── SystemTable: SEGMENTS, MEMBERS, SNAPSHOTS ...
 *      │
 *      └── CacheView: a statement or a transaction; pins a cache's version at its first touch
 *               └── CacheCursor: walks the version, decodes the columns that are asked for
 * </pre>
 *
 * <p><b>Columns.</b> A scalar key is the column {@code KEY}, a scalar value {@code VALUE}; a record
 * or a serialized bean is a column for each component, one inside another {@code a.b}. They are
 * found by name in the schema that each value names, so values of several versions of a class stand
 * in one table; a component that a value does not have is null. {@code EntryShape} finds what there
 * is, {@code CacheColumns} gives names and types.
 *
 * <p><b>Late decode.</b> A row is an entry that was copied to a buffer, of which some hundred lie
 * side by side ({@code EntryBlock}). Nothing of it is decoded until {@code get} asks for a column,
 * and then only that column; {@code Place} keeps where the records of the row begin.
 *
 * <p><b>Versions.</b> A table is metadata and outlives nothing: the view opens the cache of its
 * name when the first cursor asks, pins the version committed last, and gives it back when it is
 * closed. A cache destroyed meanwhile stays readable through the pin; one made again with other
 * types ends in an error. Failures of the store become {@link io.shmstl.sql.error.SqlFailure} in
 * {@code ScanErrors} alone.
 */
@NullMarked
package io.shmstl.sql.scan;

import org.jspecify.annotations.NullMarked;
