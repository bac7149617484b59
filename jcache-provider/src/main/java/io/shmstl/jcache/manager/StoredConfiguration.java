package io.shmstl.jcache.manager;

import io.shmstl.store.CacheDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a cache's configuration and shared by all processes, in canonical text.
 *
 * @param keyType class name of the keys
 * @param valueType class name of the values
 * @param expiry the expiry policy: by value if it is a standard one, else by class name
 * @param keyCodec class name of the codec for keys, or {@link #BUILT_IN}
 * @param valueCodec class name of the codec for values, or {@link #BUILT_IN}
 * @param expiryFactory the serialized factory of a policy that is not a standard one, in base 64;
 *     not compared, null if it cannot be serialized or is not needed
 */
public record StoredConfiguration(
    String keyType,
    String valueType,
    String expiry,
    String keyCodec,
    String valueCodec,
    @Nullable String expiryFactory) {
  /** The codec of whoever names none. */
  public static final String BUILT_IN = "built-in";

  private static final String KEY_TYPE = "keyType";
  private static final String VALUE_TYPE = "valueType";
  private static final String EXPIRY = "expiry";
  private static final String KEY_CODEC = "keyCodec";
  private static final String VALUE_CODEC = "valueCodec";
  private static final String EXPIRY_FACTORY = "expiryFactory";

  /**
   * Reads a descriptor.
   *
   * @throws CacheException if a field is missing: the cache was made by something else
   */
  public static StoredConfiguration of(CacheDescriptor descriptor) {
    return new StoredConfiguration(
        field(descriptor, KEY_TYPE),
        field(descriptor, VALUE_TYPE),
        field(descriptor, EXPIRY),
        field(descriptor, KEY_CODEC),
        field(descriptor, VALUE_CODEC),
        descriptor.settings().get(EXPIRY_FACTORY));
  }

  /** The fields of a descriptor. */
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(compared());
    if (expiryFactory != null) {
      settings.put(EXPIRY_FACTORY, expiryFactory);
    }
    return settings;
  }

  /** Each field in which another configuration differs from this stored one, as a sentence part. */
  public List<String> differences(StoredConfiguration wanted) {
    List<String> differences = new ArrayList<>();
    Map<String, String> wantedFields = wanted.compared();
    compared()
        .forEach((field, stored) -> {
          String other = wantedFields.get(field);
          if (!stored.equals(other)) {
            differences.add("%s is %s, wanted %s".formatted(field, stored, other));
          }
        });
    return differences;
  }

  private SortedMap<String, String> compared() {
    return new TreeMap<>(
        Map.of(
            KEY_TYPE, keyType,
            VALUE_TYPE, valueType,
            EXPIRY, expiry,
            KEY_CODEC, keyCodec,
            VALUE_CODEC, valueCodec));
  }

  private static String field(CacheDescriptor descriptor, String name) {
    String value = descriptor.settings().get(name);
    if (value == null) {
      throw new CacheException(
          "cache %s: found no %s in its stored configuration, expected one; it was not made by the"
                  .formatted(descriptor.name(), name)
              + " JCache provider");
    }
    return value;
  }
}
