package io.shmstl.alloc;

/** A walk over the live blocks of a segment or of one structure in it; each block comes once. */
@FunctionalInterface
public interface BlockWalk {
  /** Shows every live block to the visitor. */
  void forEachBlock(BlockVisitor visitor);
}
