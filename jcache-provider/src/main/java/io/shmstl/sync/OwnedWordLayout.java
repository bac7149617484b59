package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * A cache line with a word that one member at a time owns: the writer lease, a key lock.
 *
 * <pre>
 * off  size  field        access           written-by
 *   0     8  word         acquire/CAS      any-member
 *   8     8  noticedWord  acquire/release  waiters
 *  16     8  noticedAtMs  opaque           waiters, before noticedWord
 *  24     8  waits        opaque           owner
 *  32     8  waitedNanos  opaque           owner
 *  40    24  -            -                -
 * </pre>
 *
 * <p>The word is a {@link MemberWord}. Owners do not read the clock; a waiter that has waited for
 * long notes the word, and when it saw it first: the next one can tell how long it has been held at
 * least, and the owner that its turn is over. Waits are those that ended in having the word.
 */
final class OwnedWordLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("word"),
          Layouts.LONG.withName("noticedWord"),
          Layouts.LONG.withName("noticedAtMs"),
          Layouts.LONG.withName("waits"),
          Layouts.LONG.withName("waitedNanos"),
          MemoryLayout.paddingLayout(24));

  static final long BYTES = LAYOUT.byteSize();

  private static final VarHandle WORD = handle("word");
  private static final VarHandle NOTICED_WORD = handle("noticedWord");
  private static final VarHandle NOTICED_AT_MS = handle("noticedAtMs");
  private static final VarHandle WAITS = handle("waits");
  private static final VarHandle WAITED_NANOS = handle("waitedNanos");

  private OwnedWordLayout() {}

  static long wordAcquire(MemorySegment memory, long address) {
    return (long) WORD.getAcquire(memory, address);
  }

  /** In one order with every compare-and-set, of this word and of others. */
  static long wordVolatile(MemorySegment memory, long address) {
    return (long) WORD.getVolatile(memory, address);
  }

  static boolean wordCompareAndSet(MemorySegment memory, long address, long from, long to) {
    // Read first: on a page that is gone the interpreter's compare-and-set ends the JVM, while a
    // load throws an InternalError.
    return (long) WORD.getOpaque(memory, address) == from
        && WORD.compareAndSet(memory, address, from, to);
  }

  static long noticedWordAcquire(MemorySegment memory, long address) {
    return (long) NOTICED_WORD.getAcquire(memory, address);
  }

  static void noticedWordRelease(MemorySegment memory, long address, long word) {
    NOTICED_WORD.setRelease(memory, address, word);
  }

  static long noticedAtMsOpaque(MemorySegment memory, long address) {
    return (long) NOTICED_AT_MS.getOpaque(memory, address);
  }

  static void noticedAtMsOpaque(MemorySegment memory, long address, long atMs) {
    NOTICED_AT_MS.setOpaque(memory, address, atMs);
  }

  static long waitsOpaque(MemorySegment memory, long address) {
    return (long) WAITS.getOpaque(memory, address);
  }

  static void waitsOpaque(MemorySegment memory, long address, long waits) {
    WAITS.setOpaque(memory, address, waits);
  }

  static long waitedNanosOpaque(MemorySegment memory, long address) {
    return (long) WAITED_NANOS.getOpaque(memory, address);
  }

  static void waitedNanosOpaque(MemorySegment memory, long address, long nanos) {
    WAITED_NANOS.setOpaque(memory, address, nanos);
  }

  private static VarHandle handle(String name) {
    return LAYOUT.varHandle(PathElement.groupElement(name));
  }
}
