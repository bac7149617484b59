package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * One of the pins at {@link SegmentLayout#PINS}.
 *
 * <pre>
 * off  size  field       access           written-by
 *   0     8  owner       acquire/CAS      pin-owner, clearer
 *   8     8  version     acquire/release  pin-owner, clearer
 *  16     8  openedAtMs  opaque           pin-owner
 *  24    40  -           -                -
 * </pre>
 *
 * <p>The owner is a {@link MemberWord}. The version is 0 (everything is held) while the pin has no
 * owner.
 */
final class PinLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("owner"),
          Layouts.LONG.withName("version"),
          Layouts.LONG.withName("openedAtMs"),
          MemoryLayout.paddingLayout(40));

  private static final VarHandle OWNER = handle("owner");
  private static final VarHandle VERSION = handle("version");
  private static final VarHandle OPENED_AT_MS = handle("openedAtMs");

  private PinLayout() {}

  static long address(int pin) {
    return SegmentLayout.PINS + pin * LAYOUT.byteSize();
  }

  static long ownerAcquire(MemorySegment memory, long address) {
    return (long) OWNER.getAcquire(memory, address);
  }

  static boolean ownerCompareAndSet(MemorySegment memory, long address, long from, long to) {
    // Read first: on a page that is gone the interpreter's compare-and-set ends the JVM, while a
    // load throws an InternalError.
    return (long) OWNER.getOpaque(memory, address) == from
        && OWNER.compareAndSet(memory, address, from, to);
  }

  static long versionAcquire(MemorySegment memory, long address) {
    return (long) VERSION.getAcquire(memory, address);
  }

  static void versionRelease(MemorySegment memory, long address, long version) {
    VERSION.setRelease(memory, address, version);
  }

  static long openedAtMsOpaque(MemorySegment memory, long address) {
    return (long) OPENED_AT_MS.getOpaque(memory, address);
  }

  static void openedAtMsOpaque(MemorySegment memory, long address, long atMs) {
    OPENED_AT_MS.setOpaque(memory, address, atMs);
  }

  private static VarHandle handle(String name) {
    return LAYOUT.varHandle(PathElement.groupElement(name));
  }
}
