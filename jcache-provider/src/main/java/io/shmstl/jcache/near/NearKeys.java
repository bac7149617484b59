package io.shmstl.jcache.near;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the near tier knows: those of JDK classes and enums that cannot change and for which
 * {@code equals} means equal bytes. A record may call two keys equal that are stored apart.
 */
final class NearKeys {
  private NearKeys() {}

  static boolean isKnown(Object key) {
    return key instanceof String
        || key instanceof Long
        || key instanceof Integer
        || key instanceof UUID
        || key instanceof Enum<?>
        || key instanceof LocalDate
        || key instanceof LocalDateTime
        || key instanceof Instant
        || key instanceof Short
        || key instanceof Byte
        || key instanceof Character
        || key instanceof Boolean;
  }

  /** The hash of a key, its bits spread over the whole int. */
  static int hash(Object key) {
    int own = key instanceof Long number ? Long.hashCode(number) : key.hashCode();
    int hash = own * 0x9E37_79B9; // 2^32 by the golden ratio
    return hash ^ hash >>> 15;
  }

  /** What stands for a key where it is kept: the key, or the class of one that is all bits. */
  static Object kept(Object key) {
    return key instanceof Long || key instanceof Integer ? key.getClass() : key;
  }

  /** The whole of a key that is all bits; 0 of others. */
  static long bits(Object key) {
    return key instanceof Long || key instanceof Integer ? ((Number) key).longValue() : 0;
  }

  /** Whether it was this key for which something stands, with these bits; nothing is no key. */
  static boolean isKept(Object key, @Nullable Object kept, long bits) {
    if (key instanceof Long number) {
      return kept == Long.class && bits == number;
    }
    if (key instanceof Integer number) {
      return kept == Integer.class && bits == number;
    }
    return key.equals(kept);
  }
}
