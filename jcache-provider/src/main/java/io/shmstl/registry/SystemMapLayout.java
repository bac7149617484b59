package io.shmstl.registry;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.alloc.Units;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The anchor of a segment's system map, at {@link SegmentLayout#SYSTEM_MAP}.
 *
 * <pre>
 *  off  size  field        access           written-by
 *    0     4  objectCount  opaque           lease-holder
 *    4    60  -            -                -
 *   64  2048  heads        acquire/release  lease-holder
 * </pre>
 *
 * <p>{@code heads} has the address, in units of 8 bytes, of the first {@link ObjectNodeLayout node}
 * of each of {@value #BUCKETS} buckets; 0 = empty.
 */
final class SystemMapLayout {
  static final int BUCKETS = 512;

  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.INT.withName("objectCount"),
          MemoryLayout.paddingLayout(60),
          MemoryLayout.sequenceLayout(BUCKETS, Layouts.INT).withName("heads"));

  static final long BYTES = LAYOUT.byteSize();

  private static final VarHandle INT = Layouts.INT.varHandle();
  private static final long BASE = SegmentLayout.SYSTEM_MAP;
  private static final long OBJECT_COUNT = BASE + LAYOUT.byteOffset(groupElement("objectCount"));
  private static final long HEADS = BASE + LAYOUT.byteOffset(groupElement("heads"));

  private SystemMapLayout() {}

  static int objectCountOpaque(MemorySegment memory) {
    return (int) INT.getOpaque(memory, OBJECT_COUNT);
  }

  static void objectCountOpaque(MemorySegment memory, int count) {
    INT.setOpaque(memory, OBJECT_COUNT, count);
  }

  static long headAcquire(MemorySegment memory, int bucket) {
    return Units.toAddress((int) INT.getAcquire(memory, headAddress(bucket)));
  }

  static void headRelease(MemorySegment memory, int bucket, long node) {
    INT.setRelease(memory, headAddress(bucket), Units.ofAddress(node));
  }

  /** Where in the segment the head of a bucket stands. */
  static long headAddress(int bucket) {
    return HEADS + (long) Integer.BYTES * bucket;
  }
}
