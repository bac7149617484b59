package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The versions of a segment, at {@link io.shmstl.segment.SegmentLayout#VERSIONS}; each on a cache
 * line of its own.
 *
 * <pre>
 * off  size  field            access           written-by
 *   0     8  commitVersion    acquire/release  lease-holder
 *   8    56  -                -                -
 *  64     8  minimumReadable  acquire/release  lease-holder
 *  72    56  -                -                -
 * </pre>
 */
final class VersionsLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("commitVersion"),
          MemoryLayout.paddingLayout(56),
          Layouts.LONG.withName("minimumReadable"),
          MemoryLayout.paddingLayout(56));

  private static final VarHandle COMMIT_VERSION = handle("commitVersion");
  private static final VarHandle MINIMUM_READABLE = handle("minimumReadable");

  private VersionsLayout() {}

  static long commitVersionAcquire(MemorySegment memory, long address) {
    return (long) COMMIT_VERSION.getAcquire(memory, address);
  }

  static void commitVersionRelease(MemorySegment memory, long address, long version) {
    COMMIT_VERSION.setRelease(memory, address, version);
  }

  static long minimumReadableAcquire(MemorySegment memory, long address) {
    return (long) MINIMUM_READABLE.getAcquire(memory, address);
  }

  static void minimumReadableRelease(MemorySegment memory, long address, long version) {
    MINIMUM_READABLE.setRelease(memory, address, version);
  }

  private static VarHandle handle(String name) {
    return LAYOUT.varHandle(PathElement.groupElement(name));
  }
}
