package io.shmstl.codec;

/**
 * The failure of a value to become bytes, or of bytes to become a value.
 *
 * <p>Its message names the class and the place in the value; bytes of any content end in this
 * exception or in a value, in no other way.
 */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CodecException(String message) {
    super(message);
  }

  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
