package io.shmstl.jcache.operation;

/**
 * What an operation wants done to one key, having seen its entry.
 *
 * @param <V> type of the cache's values
 */
public sealed interface Step<V> {
  /** Where a value to be stored comes from. */
  enum Origin {
    /** The caller, or a processor: it is written through and counts as put. */
    CALLER,
    /** The cache loader: it is neither written through nor counted. */
    LOADER
  }

  /** Nothing changes, and the entry was not accessed. */
  record Leave<V>() implements Step<V> {
    private static final Leave<?> INSTANCE = new Leave<>();
  }

  /** The entry was accessed. */
  record Touch<V>() implements Step<V> {
    private static final Touch<?> INSTANCE = new Touch<>();
  }

  /** The value is stored, be the key there or not. */
  record Store<V>(V value, Origin origin) implements Step<V> {}

  /** The key is removed; the writer is told even if it is not there. */
  record Delete<V>() implements Step<V> {
    private static final Delete<?> INSTANCE = new Delete<>();
  }

  /** See {@link Leave}. */
  @SuppressWarnings("unchecked") // holds no value
  static <V> Step<V> leave() {
    return (Step<V>) Leave.INSTANCE;
  }

  /** See {@link Touch}. */
  @SuppressWarnings("unchecked") // holds no value
  static <V> Step<V> touch() {
    return (Step<V>) Touch.INSTANCE;
  }

  /** See {@link Store}; the value is the caller's. */
  static <V> Step<V> store(V value) {
    return new Store<>(value, Origin.CALLER);
  }

  /** See {@link Store}; the value is the loader's. */
  static <V> Step<V> storeLoaded(V value) {
    return new Store<>(value, Origin.LOADER);
  }

  /** See {@link Delete}. */
  @SuppressWarnings("unchecked") // holds no value
  static <V> Step<V> delete() {
    return (Step<V>) Delete.INSTANCE;
  }
}
