package io.shmstl.jcache.near;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

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
    int hash = key.hashCode() * 0x9E37_79B9; // 2^32 by the golden ratio
    return hash ^ hash >>> 15;
  }
}
