package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * Which pins a writer must look at, at {@link SegmentLayout#PIN_SUMMARY}.
 *
 * <pre>
 * off  size  field  access       written-by
 *   0     8  bits   opaque/RMW   pin-owner, lease-holder
 *   8    56  -      -            -
 * </pre>
 *
 * <p>Bit n is set while pin n may hold something.
 */
final class PinSummaryLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(Layouts.LONG.withName("bits"), MemoryLayout.paddingLayout(56));

  private static final VarHandle BITS = LAYOUT.varHandle(PathElement.groupElement("bits"));

  private PinSummaryLayout() {}

  static long bitsOpaque(MemorySegment memory) {
    return (long) BITS.getOpaque(memory, SegmentLayout.PIN_SUMMARY);
  }

  static void setBit(MemorySegment memory, int pin) {
    BITS.getAndBitwiseOr(memory, SegmentLayout.PIN_SUMMARY, 1L << pin);
  }

  static void clearBit(MemorySegment memory, int pin) {
    BITS.getAndBitwiseAnd(memory, SegmentLayout.PIN_SUMMARY, ~(1L << pin));
  }
}
