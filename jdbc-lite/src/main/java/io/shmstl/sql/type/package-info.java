/**
 * The types of SQL, their values as Java objects, and how values are compared, converted and shown.
 *
 * <pre>
 * SqlType {kind, precision, scale} &lt;- TypeRules: common type, type of arithmetic, of sums
 * value (Long, String, BigDecimal ...) &lt;- Values: order, hash key, size; Casts; Texts: display
 * </pre>
 *
 * <p>Every integer is a {@code Long}, whatever its type, so that keys of different integer types
 * meet in one hash table. A value never changes.
 */
@NullMarked
package io.shmstl.sql.type;

import org.jspecify.annotations.NullMarked;
