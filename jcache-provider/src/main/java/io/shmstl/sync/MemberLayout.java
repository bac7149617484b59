package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * One slot of the member table, which stands between the bitmap and the heap of the system segment.
 *
 * <pre>
 * off  size  field        access           written-by
 *   0     8  word         acquire/release  joining-member, member, burier
 *   8     8  idHigh       plain            joining-member
 *  16     8  idLow        plain            joining-member
 *  24     8  pid          plain            joining-member
 *  32     8  startTicks   plain            joining-member
 *  40     8  startedAtMs  plain            joining-member
 *  48     8  joinedAtMs   plain            joining-member
 *  56     8  namespace    plain            joining-member
 *  64    64  -            -                -
 * </pre>
 *
 * <p>The word is a {@link MemberWord} with the slot's own number while a member has the slot, and
 * free otherwise; the incarnation stays and is one more at each joining. Whoever joins or buries
 * holds the space lock.
 */
final class MemberLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("word"),
          Layouts.LONG.withName("idHigh"),
          Layouts.LONG.withName("idLow"),
          Layouts.LONG.withName("pid"),
          Layouts.LONG.withName("startTicks"),
          Layouts.LONG.withName("startedAtMs"),
          Layouts.LONG.withName("joinedAtMs"),
          Layouts.LONG.withName("namespace"),
          MemoryLayout.paddingLayout(64));

  static final long BYTES = LAYOUT.byteSize();

  static final long ID_HIGH = offset("idHigh");
  static final long ID_LOW = offset("idLow");
  static final long PID = offset("pid");
  static final long START_TICKS = offset("startTicks");
  static final long STARTED_AT_MS = offset("startedAtMs");
  static final long JOINED_AT_MS = offset("joinedAtMs");
  static final long NAMESPACE = offset("namespace");

  private static final VarHandle WORD = LAYOUT.varHandle(PathElement.groupElement("word"));

  private MemberLayout() {}

  static long wordAcquire(MemorySegment memory, long address) {
    return (long) WORD.getAcquire(memory, address);
  }

  static void wordRelease(MemorySegment memory, long address, long word) {
    WORD.setRelease(memory, address, word);
  }

  static boolean wordCompareAndSet(MemorySegment memory, long address, long from, long to) {
    // Read first: on a page that is gone the interpreter's compare-and-set ends the JVM, while a
    // load throws an InternalError.
    return (long) WORD.getOpaque(memory, address) == from
        && WORD.compareAndSet(memory, address, from, to);
  }

  private static long offset(String name) {
    return LAYOUT.byteOffset(PathElement.groupElement(name));
  }
}
