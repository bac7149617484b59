package io.shmstl.codec;

import org.jspecify.annotations.Nullable;

/**
 * A class that has no way to become bytes was met inside a value; never leaves the room. Where it
 * was is looked for once the whole value is at hand.
 */
final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Class<?> type;

  UnwritableException(Class<?> type, @Nullable String reason) {
    super(reason);
    this.type = type;
  }

  Class<?> type() {
    return type;
  }

  /** The exception for the caller, naming the class and its place. */
  CodecException at(@Nullable String path) {
    String reason = getMessage();
    return new CodecException(
        type.getName()
            + " cannot be written"
            + (path == null ? "" : " (at " + path + ")")
            + ": "
            + (reason == null ? "it is not Serializable" : reason),
        this);
  }
}
