package io.shmstl.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The seeded 64-bit hash of a key's bytes: multiply-and-fold over 16 bytes at a time, the shape of
 * wyhash (Wang Yi, public domain). The seed is random per segment, so keys that collide in one
 * cache do not collide in the next, and a sender cannot prepare colliding keys.
 *
 * <p>The upper 32 bits index the map (directory prefix on top, bucket in the low six); the top
 * eight of them choose the key lock too.
 */
final class KeyHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long P0 = 0xa0761d6478bd642fL;
  private static final long P1 = 0xe7037ed1a0b428dbL;
  private static final long P2 = 0x8ebc6af09c88c6e3L;

  private KeyHash() {}

  static long hash(byte[] key, int offset, int length, long seed) {
    long state = seed ^ P0;
    int at = offset;
    int left = length;
    // Up to three rounds without a loop: what is short is most of it, and takes a third less time.
    if (left > 16) {
      if (left > 32) {
        while (left > 48) {
          state = round(key, at, state);
          at += 16;
          left -= 16;
        }
        state = round(key, at, state);
        at += 16;
        left -= 16;
      }
      state = round(key, at, state);
      at += 16;
      left -= 16;
    }
    long a;
    long b;
    if (left >= 8) {
      a = (long) LONG.get(key, at);
      b = (long) LONG.get(key, at + left - 8);
    } else if (left >= 4) {
      a = Integer.toUnsignedLong((int) INT.get(key, at));
      b = Integer.toUnsignedLong((int) INT.get(key, at + left - 4));
    } else if (left > 0) {
      a =
          (Byte.toUnsignedLong(key[at]) << 16)
              | (Byte.toUnsignedLong(key[at + (left >> 1)]) << 8)
              | Byte.toUnsignedLong(key[at + left - 1]);
      b = 0;
    } else {
      a = 0;
      b = 0;
    }
    return fold(P2 ^ length, fold(a ^ P1, b ^ state));
  }

  /** The 32 bits that a slot keeps. */
  static int slotHash(long hash) {
    return (int) (hash >>> 32);
  }

  /** What an entry keeps to show that key and value are those that were stored. */
  static int check(
      byte[] key,
      int keyOffset,
      int keyLength,
      byte[] value,
      int valueOffset,
      int valueLength,
      long seed) {
    long ofKey = hash(key, keyOffset, keyLength, seed);
    return (int) hash(value, valueOffset, valueLength, ofKey);
  }

  private static long round(byte[] key, int at, long state) {
    return fold((long) LONG.get(key, at) ^ P1, (long) LONG.get(key, at + 8) ^ state);
  }

  private static long fold(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }
}
