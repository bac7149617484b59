package io.shmstl.codec;

/**
 * How the objects of one class become bytes; found once for each class by {@link ClassFormats}.
 * Safe for use by many threads.
 */
@FunctionalInterface
interface ClassFormat {
  /**
   * Appends the tag and body of an object of the class.
   *
   * @param nested whether the bytes stand inside another value, so that a body without an end of
   *     its own needs its length before it
   * @param writer writes the values inside
   */
  void write(Object value, ByteWriter out, boolean nested, ValueWriter writer);
}
