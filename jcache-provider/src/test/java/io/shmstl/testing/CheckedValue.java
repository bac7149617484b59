package io.shmstl.testing;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/** Values that say themselves whether they are whole, and whose they are. */
public final class CheckedValue {
  private static final int HEADER_BYTES = 12;
  private static final int KEY = 8;

  private CheckedValue() {}

  /** Random bytes for a key, mostly a few hundred, one in twenty up to {@code mostBytes}. */
  public static byte[] of(int key, Random random, int mostBytes) {
    int body = random.nextInt(random.nextInt(20) == 0 ? mostBytes : Math.min(600, mostBytes));
    byte[] value = new byte[HEADER_BYTES + body];
    random.nextBytes(value);
    ByteBuffer buffer = ByteBuffer.wrap(value).putInt(KEY, key);
    return buffer.putLong(0, checksum(value)).array();
  }

  /** Whether these are all bytes of one value of that key. */
  public static boolean isWhole(byte[] value, int key) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return value.length >= HEADER_BYTES
        && buffer.getInt(KEY) == key
        && buffer.getLong(0) == checksum(value);
  }

  private static long checksum(byte[] value) {
    CRC32C checksum = new CRC32C();
    checksum.update(value, Long.BYTES, value.length - Long.BYTES);
    return checksum.getValue();
  }
}
