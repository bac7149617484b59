package io.shmstl.jcache;

import io.shmstl.codec.Codec;
import io.shmstl.jcache.config.ByteSize;
import java.util.Objects;
import java.util.OptionalLong;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * A cache's configuration with what shmstl adds to the specification: the capacity and the codecs.
 *
 * <pre>{@code
 * new ShmConfiguration<Long, String>()
 *     .setTypes(Long.class, String.class)
 *     .setCapacity("256m")
 * }</pre>
 *
 * <p>What is left unset here is looked up among the settings, {@code shmstl.cache.<name>.capacity}
 * for example; what is set here is never overridden by them. Stored with the cache and shared by
 * all processes: types, expiry, capacity, codecs. Of each manager: loader, writer, listeners,
 * statistics and management.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class ShmConfiguration<K, V> extends MutableConfiguration<K, V> {
  private static final long serialVersionUID = 1L;

  /** Capacity of a cache for which nobody names one: 10 MiB. */
  public static final long DEFAULT_CAPACITY_BYTES = 10L << 20;

  private static final long UNSET = 0;

  private long capacityBytes = UNSET;
  private @Nullable String keyCodec;
  private @Nullable String valueCodec;

  /** The default configuration: untyped, eternal, 10 MiB. */
  public ShmConfiguration() {}

  /** A copy of another configuration, with capacity and codecs if it has them. */
  public ShmConfiguration(CompleteConfiguration<K, V> configuration) {
    super(configuration);
    if (configuration instanceof ShmConfiguration<K, V> other) {
      capacityBytes = other.capacityBytes;
      keyCodec = other.keyCodec;
      valueCodec = other.valueCodec;
    }
  }

  /** A copy of any configuration, complete or with no more than types. */
  static <K, V> ShmConfiguration<K, V> copyOf(Configuration<K, V> configuration) {
    if (configuration instanceof CompleteConfiguration<K, V> complete) {
      return new ShmConfiguration<>(complete);
    }
    return new ShmConfiguration<K, V>()
        .setTypes(configuration.getKeyType(), configuration.getValueType())
        .setStoreByValue(configuration.isStoreByValue());
  }

  /** Most bytes the cache takes in shared memory, index and all; empty if unset. */
  public OptionalLong getCapacityBytes() {
    return capacityBytes == UNSET ? OptionalLong.empty() : OptionalLong.of(capacityBytes);
  }

  /**
   * Sets the capacity in bytes; a cache takes whole pages of 4096 bytes, so it is rounded up. A
   * cache that is full evicts; it never grows.
   *
   * @throws IllegalArgumentException if it is not positive; the range a segment can have is checked
   *     when the cache is created
   */
  public ShmConfiguration<K, V> setCapacityBytes(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException(
          "found a capacity of " + bytes + " bytes, expected a positive one");
    }
    capacityBytes = bytes;
    return this;
  }

  /**
   * Sets the capacity as people write it: {@code 64m} is 64 x 1024 x 1024 bytes.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  public ShmConfiguration<K, V> setCapacity(String size) {
    return setCapacityBytes(ByteSize.parse(size));
  }

  /** Class name of the codec for keys; null for the built-in one. */
  public @Nullable String getKeyCodec() {
    return keyCodec;
  }

  /**
   * Sets the codec for keys; equal keys must have equal bytes in it.
   *
   * @param codec a public class with a public constructor without arguments, since every process
   *     that opens the cache makes its own; null for the built-in one
   */
  public ShmConfiguration<K, V> setKeyCodec(@Nullable Class<? extends Codec<? super K>> codec) {
    return setKeyCodecName(codec == null ? null : codec.getName());
  }

  /** Class name of the codec for values; null for the built-in one. */
  public @Nullable String getValueCodec() {
    return valueCodec;
  }

  /**
   * Sets the codec for values.
   *
   * @param codec as in {@link #setKeyCodec}
   */
  public ShmConfiguration<K, V> setValueCodec(@Nullable Class<? extends Codec<? super V>> codec) {
    return setValueCodecName(codec == null ? null : codec.getName());
  }

  ShmConfiguration<K, V> setKeyCodecName(@Nullable String className) {
    keyCodec = className;
    return this;
  }

  ShmConfiguration<K, V> setValueCodecName(@Nullable String className) {
    valueCodec = className;
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setTypes(Class<K> keyType, Class<V> valueType) {
    super.setTypes(keyType, valueType);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> addCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.addCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> removeCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.removeCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setCacheLoaderFactory(
      @Nullable Factory<? extends CacheLoader<K, V>> factory) {
    super.setCacheLoaderFactory(factory);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setCacheWriterFactory(
      @Nullable Factory<? extends CacheWriter<? super K, ? super V>> factory) {
    super.setCacheWriterFactory(factory);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setExpiryPolicyFactory(
      @Nullable Factory<? extends ExpiryPolicy> factory) {
    super.setExpiryPolicyFactory(factory);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setReadThrough(boolean readThrough) {
    super.setReadThrough(readThrough);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setWriteThrough(boolean writeThrough) {
    super.setWriteThrough(writeThrough);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setStoreByValue(boolean storeByValue) {
    super.setStoreByValue(storeByValue);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setStatisticsEnabled(boolean enabled) {
    super.setStatisticsEnabled(enabled);
    return this;
  }

  @Override
  public ShmConfiguration<K, V> setManagementEnabled(boolean enabled) {
    super.setManagementEnabled(enabled);
    return this;
  }

  /** Equal to another {@code ShmConfiguration} that says the same in every respect. */
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ShmConfiguration<?, ?> other
        && super.equals(other)
        && capacityBytes == other.capacityBytes
        && Objects.equals(keyCodec, other.keyCodec)
        && Objects.equals(valueCodec, other.valueCodec);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Objects.hash(capacityBytes, keyCodec, valueCodec);
  }
}
