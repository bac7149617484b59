/**
 * SQLExceptions, made in one place.
 *
 * <pre>
 * engine: SqlFailure {SQLSTATE} -> JdbcErrors -> SQLException of the class that fits the SQLSTATE
 * driver: closed, unsupported, no such column ... -> JdbcErrors
 * </pre>
 */
@NullMarked
package io.shmstl.jdbc.error;

import org.jspecify.annotations.NullMarked;
