/**
 * What can go wrong in a statement: one kind of failure, made in one place.
 *
 * <pre>
 * lexer, parser, binder, operators -> SqlErrors -> SqlFailure {SQLSTATE, line, column} -> JDBC face
 * </pre>
 */
@NullMarked
package io.shmstl.sql.error;

import org.jspecify.annotations.NullMarked;
