package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The writer lease of a segment, at {@link io.shmstl.segment.SegmentLayout#LEASE}.
 *
 * <pre>
 * off  size  field       access           written-by
 *   0    64  owner       acquire/CAS      any-member
 *  64     4  dirty       acquire/release  lease-holder
 *  68     4  recovering  acquire/release  lease-holder
 *  72   184  -           -                -
 * </pre>
 *
 * <p>The owner is an {@link OwnedWordLayout}. Dirty is 1 while a holder may have changed something
 * that is not finished; recovering is 1 while a holder repairs what a dead one left.
 */
final class LeaseLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          OwnedWordLayout.LAYOUT.withName("owner"),
          Layouts.INT.withName("dirty"),
          Layouts.INT.withName("recovering"),
          MemoryLayout.paddingLayout(184));

  private static final VarHandle DIRTY = handle("dirty");
  private static final VarHandle RECOVERING = handle("recovering");

  private LeaseLayout() {}

  static int dirtyAcquire(MemorySegment memory, long address) {
    return (int) DIRTY.getAcquire(memory, address);
  }

  static void dirtyRelease(MemorySegment memory, long address, int dirty) {
    DIRTY.setRelease(memory, address, dirty);
  }

  static int recoveringAcquire(MemorySegment memory, long address) {
    return (int) RECOVERING.getAcquire(memory, address);
  }

  static void recoveringRelease(MemorySegment memory, long address, int recovering) {
    RECOVERING.setRelease(memory, address, recovering);
  }

  private static VarHandle handle(String name) {
    return LAYOUT.varHandle(PathElement.groupElement(name));
  }
}
