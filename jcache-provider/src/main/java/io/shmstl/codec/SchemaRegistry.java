package io.shmstl.codec;

import org.jspecify.annotations.Nullable;

/**
 * The numbered schemas that all processes with one segment share; {@link Schema} says what one is.
 *
 * <p>Numbers are given once, densely from {@link #FIRST_NUMBER} on, and never change their meaning
 * while the segment lives: they are part of the bytes of keys. Safe for use by many threads.
 */
public interface SchemaRegistry {
  /** The number of the first schema. */
  int FIRST_NUMBER = 1;

  /** The greatest number a codec accepts. */
  int LAST_NUMBER = 65_535;

  /**
   * The number of a schema, which is registered unless its very bytes are already.
   *
   * <p>Called without any lock; may wait for the segment's writer. Codecs remember the answer.
   */
  int numberOf(byte[] schema);

  /** The bytes registered under a number, or null if there are none yet. */
  byte @Nullable [] schema(int number);
}
