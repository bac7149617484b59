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
