package io.shmstl.jcache.config;

import io.shmstl.jcache.expiry.StandardExpiry;
import java.io.ObjectInputFilter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every known setting: its name, where it may stand, and the check its value must pass. */
public enum Setting {
  /** Base directory of all spaces; also read by the SQL driver, so it belongs to the JVM. */
  DIR("dir", Scope.JVM, Form.TEXT),
  /** A file to read settings from, in place of {@code shmstl.properties} on the class path. */
  CONFIG("config", Scope.JVM, Form.TEXT),

  /** Pattern of {@link java.io.ObjectInputFilter} in front of every Java deserialization. */
  SERIAL_FILTER("serialFilter", Scope.SPACE, Form.FILTER),
  /** How long a change waits for the writer lease. */
  LEASE_WAIT("leaseWait", Scope.SPACE, Form.SPAN),
  /** How long an operation waits for the lock of a key that another one holds. */
  KEY_LOCK_WAIT("keyLockWait", Scope.SPACE, Form.SPAN),
  /** How old a snapshot may grow before the writer may take its version away. */
  SNAPSHOT_AGE("snapshotAge", Scope.SPACE, Form.SPAN),
  /** Whether other users of the owner's group may open the space. */
  GROUP_SHARED("groupShared", Scope.SPACE, Form.FLAG),

  /** Most bytes a cache takes, all included. */
  CAPACITY("capacity", Scope.CACHE, Form.SIZE),
  /** Class of the codec that turns keys into bytes. */
  KEY_CODEC("keyCodec", Scope.CACHE, Form.TEXT),
  /** Class of the codec that turns values into bytes. */
  VALUE_CODEC("valueCodec", Scope.CACHE, Form.TEXT),
  /** Expiry of a cache whose own configuration says eternal, such as {@code created(PT5M)}. */
  EXPIRY("expiry", Scope.CACHE, Form.EXPIRY),
  /** Most bytes of the heap for decoded values of a cache; 0 keeps none. */
  NEAR("near", Scope.CACHE, Form.SIZE),
  /** Whether statistics are kept from the start. */
  STATISTICS("statistics", Scope.CACHE, Form.FLAG),
  /** Whether the configuration MBean is registered from the start. */
  MANAGEMENT("management", Scope.CACHE, Form.FLAG),
  /** What to do when the stored configuration differs from the one asked for. */
  ON_MISMATCH("onMismatch", Scope.CACHE, Form.POLICY);

  /** Where a setting may stand. */
  enum Scope {
    /** A system property only. */
    JVM,
    /** {@code shmstl.<name>} in any source. */
    SPACE,
    /** {@code shmstl.<name>} or {@code shmstl.cache.<cache>.<name>} in any source. */
    CACHE
  }

  /**
   * What a value must look like; not its parser, which an open cache that sets nothing needs not.
   */
  private enum Form {
    TEXT,
    FILTER,
    SPAN,
    FLAG,
    SIZE,
    EXPIRY,
    POLICY
  }

  /** What every name begins with, except in the query of a URI. */
  public static final String PREFIX = "shmstl.";

  private final String key;
  private final Scope scope;
  private final Form form;

  Setting(String key, Scope scope, Form form) {
    this.key = key;
    this.scope = scope;
    this.form = form;
  }

  /** The name without prefix, such as {@code capacity}. */
  public String key() {
    return key;
  }

  Scope scope() {
    return scope;
  }

  /** The setting of that name, null if there is none. */
  static @Nullable Setting valueOfKey(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return setting;
      }
    }
    return null;
  }

  /** The names of all settings whose scope passes. */
  static List<String> keys(Predicate<Scope> scopes) {
    return Arrays.stream(values())
        .filter(setting -> scopes.test(setting.scope))
        .map(Setting::key)
        .toList();
  }

  /** Throws {@link IllegalArgumentException} if the setting does not take the value. */
  void check(String value) {
    switch (form) {
      case TEXT -> text(value);
      case FILTER -> ObjectInputFilter.Config.createFilter(value);
      case SPAN -> TimeSpan.parse(value);
      case FLAG -> flag(value);
      case SIZE -> ByteSize.parse(value);
      case EXPIRY -> StandardExpiry.parse(value);
      case POLICY -> MismatchPolicy.parse(value);
    }
  }

  static boolean flag(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("found '" + text + "', expected true or false");
    };
  }

  private static void text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("found nothing, expected a text");
    }
  }
}
