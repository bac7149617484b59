/**
 * Bound expressions: closures over the rows of a frame.
 *
 * <pre>
 * Frame {row of source 0, row of source 1, ...; outer frame}
 *   ^ moved by operators         v read by ColumnReference, on demand: a column nobody asks for is
 *                                  never decoded
 * Expressions: makes them, converting operands and folding constants
 * </pre>
 *
 * <p>An expression is immutable and shared by executions; null is the Java null; conditions give
 * true, false or null. One class is one kind of expression.
 */
@NullMarked
package io.shmstl.sql.expression;

import org.jspecify.annotations.NullMarked;
