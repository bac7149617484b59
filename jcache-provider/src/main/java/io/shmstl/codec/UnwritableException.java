package io.shmstl.codec;

import org.jspecify.annotations.Nullable;

/**
 * A class that has no way to become bytes was met inside a value; never leaves the room. Where it
 * was is looked for once the whole value is at hand.
 */
final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String className;

  UnwritableException(String className, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.className = className;
  }

  /** The exception for the caller, naming the class and its place in a value. */
  CodecException in(Object value) {
    String path = UnwritablePath.find(value, className);
    String place = path == null ? "inside a " + value.getClass().getName() : "at " + path;
    return new CodecException(
        "%s (%s) cannot be written: %s".formatted(className, place, getMessage()), this);
  }
}
