/**
 * What the driver says about itself and about the tables.
 *
 * <pre>
 * ShmDatabaseMetaData -> Shapes (columns of each result, as the specification lists them)
 *                     -> TableRows, ColumnRows, KeyRows, TypeRows (rows), NamePattern (% and _)
 * SupportFacts, LimitFacts: answers that never change
 * </pre>
 *
 * <p>Every method answers: what does not exist here is an empty result set with all its columns.
 */
@NullMarked
package io.shmstl.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
