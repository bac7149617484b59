package io.shmstl.registry;

import java.lang.foreign.MemorySegment;

/** Writes the first contents of a new object, before anybody can find it. */
@FunctionalInterface
public interface ObjectInitializer {
  /** Leaves the object as it is: all zero. */
  ObjectInitializer ZEROED = (memory, address, bytes) -> {};

  /**
   * Fills the object's bytes, which are all zero. Runs under the writer lease: short, and no user
   * code. If it throws, there is no object.
   *
   * @param memory the whole segment
   * @param address where the object begins
   * @param bytes its length
   */
  void initialize(MemorySegment memory, long address, long bytes);
}
