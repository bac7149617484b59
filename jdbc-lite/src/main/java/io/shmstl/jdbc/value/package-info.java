/**
 * Values on their way between the engine and JDBC.
 *
 * <pre>
 * engine value, SqlType -> Conversions (getInt ...), ObjectConversions (getObject(i, Class)) -> Java
 * Java -> Parameters (setObject ...) -> engine value
 * SqlType -> JdbcType: code of java.sql.Types, class, sizes
 * </pre>
 *
 * <p>The rules of conversion are the engine's ({@link io.shmstl.sql.type.Casts}): a getter converts
 * as CAST does, so a column read as another type gives what the statement would have given.
 */
@NullMarked
package io.shmstl.jdbc.value;

import org.jspecify.annotations.NullMarked;
