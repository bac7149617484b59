package io.shmstl.alloc;

/** Takes the blocks of a structure one by one, as a walk over the structure finds them. */
@FunctionalInterface
public interface BlockVisitor {
  /**
   * Takes one live block.
   *
   * @param address the block's address, as {@link Allocator#allocate} gave it
   * @param bytes what was asked for it, before rounding
   * @return false if the block cannot be where the walk says it is; a repairing walk then drops
   *     what led there, and no walk goes further down from there
   */
  boolean visit(long address, long bytes);
}
