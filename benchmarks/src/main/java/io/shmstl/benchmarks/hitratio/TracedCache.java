package io.shmstl.benchmarks.hitratio;

/** A cache that a trace runs through. */
interface TracedCache extends AutoCloseable {

  /** Asks for a key; puts a value of this length if it is absent. True if it was there. */
  boolean ask(long key, int valueLength);

  @Override
  void close();
}
