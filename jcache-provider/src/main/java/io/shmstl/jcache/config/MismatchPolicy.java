package io.shmstl.jcache.config;

import java.util.Locale;

/**
 * What {@code createCache} does when the space holds a cache of that name whose stored
 * configuration differs from the one asked for; the setting {@code shmstl.onMismatch}.
 */
public enum MismatchPolicy {
  /** Refuse, naming each field that differs. */
  FAIL,
  /** Use the cache as it is stored; what was asked for is ignored. */
  ATTACH,
  /** Destroy the stored cache and its contents for every JVM, and create it anew. */
  RECREATE;

  static MismatchPolicy parse(String text) {
    for (MismatchPolicy policy : values()) {
      if (policy.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return policy;
      }
    }
    throw new IllegalArgumentException("found '" + text + "', expected fail, attach or recreate");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
