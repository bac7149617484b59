/**
 * Types to bytes and back.
 *
 * <p>A value is one byte that says what it is, and a body ({@code TypeTag} holds the table). Bytes
 * describe themselves: a cache with types, a cache without, and SQL without any class read what the
 * others wrote. What bytes alone do not say - the class and component names of a record, the class
 * and name of an enum constant - is a {@link io.shmstl.codec.Schema}, kept once in the segment
 * behind a {@link io.shmstl.codec.SchemaRegistry} and named in values by its number.
 *
 * <pre>
 * value -> ValueWriter -> ClassFormat of its class -> ScalarFormat, TimeFormat, RecordFormat ... -> bytes
 * bytes -> ValueReader -> by tag -> ObjectReader: objects of their classes
 *                                   PlainReader:  rows and scalars, without the classes
 * </pre>
 *
 * <p><b>Keys.</b> Keys are equal when their bytes are, so equal keys have equal bytes in every
 * process: one encoding for each value; in keys, sets and maps in the order of their elements'
 * bytes, lists, sets and maps of the JDK alike whatever their class; objects that fall to Java
 * serialization with whatever is equal in them written once. A key class whose {@code equals}
 * ignores part of what is written does not follow this rule.
 *
 * <p><b>Collections.</b> Well-known lists, sets and maps of the JDK are read back as {@code
 * ArrayList}, {@code LinkedHashSet} and {@code LinkedHashMap}, equal and in the same order (in
 * keys: in any order); sorted ones with natural order as {@code TreeSet} and {@code TreeMap}.
 * Everything with a behaviour of its own goes through Java serialization and comes back as what it
 * was.
 *
 * <p><b>Records</b> are written by components, whether serializable or not. A record read with
 * other components than it was written with is filled by name: components gone are dropped, new
 * ones are null or an empty {@code Optional}; a new primitive, or a type that does not fit, is an
 * error.
 *
 * <p><b>Damage and malice.</b> Any bytes end in a value or a {@link
 * io.shmstl.codec.CodecException}, in time and memory proportional to their number: lengths are
 * checked before anything is allocated, depth is bounded, and every class named by bytes passes the
 * {@code ObjectInputFilter} first.
 */
@NullMarked
package io.shmstl.codec;

import org.jspecify.annotations.NullMarked;
