package io.shmstl.sql.scan;

import io.shmstl.store.CacheDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The types that a cache was configured with, as its descriptor has them.
 *
 * @param keyType class name of the keys
 * @param valueType class name of the values
 * @param keyCodec class name of the codec for keys, or {@link #BUILT_IN}
 * @param valueCodec class name of the codec for values, or {@link #BUILT_IN}
 */
record CacheTypes(String keyType, String valueType, String keyCodec, String valueCodec) {
  private static final String BUILT_IN = "built-in";

  /** A cache that was not made by the JCache provider counts as untyped. */
  static CacheTypes of(CacheDescriptor descriptor) {
    String any = Object.class.getName();
    return new CacheTypes(
        setting(descriptor, "keyType", any),
        setting(descriptor, "valueType", any),
        setting(descriptor, "keyCodec", BUILT_IN),
        setting(descriptor, "valueCodec", BUILT_IN));
  }

  boolean hasKeyCodec() {
    return !keyCodec.equals(BUILT_IN);
  }

  boolean hasValueCodec() {
    return !valueCodec.equals(BUILT_IN);
  }

  private static String setting(CacheDescriptor descriptor, String name, String otherwise) {
    @Nullable String value = descriptor.settings().get(name);
    return value == null ? otherwise : value;
  }
}
