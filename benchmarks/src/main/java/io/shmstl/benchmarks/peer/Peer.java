package io.shmstl.benchmarks.peer;

import java.io.IOException;

/** A cache library, set up in this JVM. */
public interface Peer extends AutoCloseable {

  /**
   * Makes an empty cache.
   *
   * @throws UnsupportedOperationException if the peer has no such cache
   * @throws IOException if its files cannot be made
   */
  <V> PeerCache<V> create(CacheSpec<V> spec) throws IOException;

  /**
   * Opens the cache that another JVM made of the same specification.
   *
   * @throws UnsupportedOperationException if caches of this peer are not shared
   * @throws IOException if its files cannot be read
   */
  default <V> PeerCache<V> attach(CacheSpec<V> spec) throws IOException {
    throw new UnsupportedOperationException("not shared by JVMs");
  }

  /** Processor time that a server spent for this JVM so far; 0 if there is none. */
  default long cpuNanosElsewhere() {
    return 0;
  }

  @Override
  void close();
}
