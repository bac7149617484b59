package io.shmstl.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value whose bytes only its class or its codec understands. */
public final class OpaqueValue {
  private final String className;
  private final byte[] bytes;

  OpaqueValue(String className, byte[] bytes) {
    this.className = className;
    this.bytes = bytes;
  }

  /** The name of a serialized object's class; empty if a plugged-in codec wrote the value. */
  public String className() {
    return className;
  }

  /** The stream of a serialized object without its header, or what the codec wrote. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * What the stream of a serialized object tells without its class: a {@link Row} of its fields;
   * for well-known classes of the JDK a scalar, a List or a Map; in these the same. An object
   * inside itself is left out.
   *
   * <p>What a class writes by a method of its own is not understood; its fields may then be
   * missing.
   *
   * @throws CodecException if the stream cannot be followed, or there is none
   */
  public @Nullable Object content() {
    if (className.isEmpty()) {
      throw new CodecException("only the plugged-in codec knows what its bytes are");
    }
    return SerialParser.parse(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpaqueValue value
        && className.equals(value.className)
        && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return (className.isEmpty() ? "custom" : className) + "[" + bytes.length + " bytes]";
  }
}
