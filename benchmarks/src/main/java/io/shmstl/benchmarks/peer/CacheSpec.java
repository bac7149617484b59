package io.shmstl.benchmarks.peer;

/**
 * What cache is wanted.
 *
 * @param name letters only
 * @param type of the values: {@code String}, {@code Long} or {@link Quote}
 * @param sample a value of usual length
 * @param entries how many it is to hold
 * @param isBounded whether it is to evict what is beyond that
 * @param <V> type of the values
 */
public record CacheSpec<V>(String name, Class<V> type, V sample, long entries, boolean isBounded) {

  /** Bytes of a key and of a usual value. */
  public long entryBytes() {
    return (long) Long.BYTES + ValueFormat.of(type).length(sample);
  }
}
