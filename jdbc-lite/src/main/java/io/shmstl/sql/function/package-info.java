/**
 * The scalar functions: tables of name, types and body.
 *
 * <pre>
 * Functions: name -> Function.bind(arguments) -> Signature converts them -> FunctionCall
 * </pre>
 *
 * <p>To add one, put it into the {@code addTo} of the class it belongs to. A body sees no null
 * unless it says so, and bounds what it makes.
 */
@NullMarked
package io.shmstl.sql.function;

import org.jspecify.annotations.NullMarked;
