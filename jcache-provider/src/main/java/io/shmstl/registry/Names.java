package io.shmstl.registry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names as bytes: UTF-8, bounded, one spelling for each name. */
final class Names {
  private static final long PRIME = 0x0000_0100_0000_01B3L;

  private Names() {}

  /**
   * The bytes of a name.
   *
   * @throws IllegalArgumentException if it takes more than {@code maxBytes}, or has an unpaired
   *     surrogate
   */
  static byte[] encode(String name, int maxBytes) {
    ByteBuffer encoded;
    try {
      encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("name with an unpaired surrogate: " + name, e);
    }
    int length = encoded.remaining();
    if (length > maxBytes) {
      throw new IllegalArgumentException(
          "name of %d bytes in UTF-8, allowed are 0 to %d".formatted(length, maxBytes));
    }
    byte[] bytes = new byte[length];
    encoded.get(bytes);
    return bytes;
  }

  static String decode(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  /**
   * A hash of a name that nobody who chooses names can steer without knowing the segment's seed.
   */
  static long hash(long seed, byte[] bytes, int offset, int length) {
    long hash = seed ^ length;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * PRIME;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ hash >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    hash = (hash ^ hash >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    return hash ^ hash >>> 33;
  }
}
