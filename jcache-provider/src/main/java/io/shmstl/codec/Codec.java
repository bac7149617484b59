package io.shmstl.codec;

/**
 * The two ways between values of one type and bytes; the point where users plug in their own.
 *
 * <p>A codec is shared by all threads of the process and keeps no state of a call. It writes only
 * what {@link #decode} reads back; the reader it is given ends where the value ends. What it throws
 * reaches the caller of the cache as a {@link CodecException} with that cause.
 *
 * <p>The keys of a cache are equal when their bytes are: a codec for keys gives equal keys equal
 * bytes, in every process.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {
  /** Appends the bytes of a value, which is never null. */
  void encode(T value, ByteWriter out);

  /** Makes the value whose bytes are all that remains in the reader. */
  T decode(ByteReader in);
}
