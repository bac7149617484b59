package io.shmstl.segment;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The first bytes of a segment: what it is, and the two words of it that change.
 *
 * <pre>
 * off  size  field           access           written-by
 *   0     8  magic           plain            creator, last of all
 *   8     2  formatMajor     plain            creator, before magic
 *  10     2  formatMinor     plain            creator, before magic
 *  12     4  byteOrder       plain            creator
 *  16     8  idHigh          plain            creator
 *  24     8  idLow           plain            creator
 *  32     8  generationHigh  plain            creator
 *  40     8  generationLow   plain            creator
 *  48     8  bootHigh        plain            creator
 *  56     8  bootLow         plain            creator
 *  64     8  hashSeed        plain            creator
 *  72     8  capacity        plain            creator
 *  80     8  heapStart       plain            creator
 *  88     2  tag             plain            creator
 *  90     2  kind            plain            creator
 *  92     4  -               -                -
 *  96     8  createdAtMs     plain            creator
 * 104     8  checksum        plain            creator
 * 112    16  -               -                -
 * 128     4  state           acquire/release  creator, lease-holder
 * 132    60  -               -                -
 * 192     8  reservedEnd     acquire/release  creator, lease-holder
 * 200   824  -               -                -
 * </pre>
 *
 * <p>The checksum is the CRC-32C of bytes 8 to 103, taken over a copy on the heap.
 */
final class SuperblockLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("magic"),
          Layouts.SHORT.withName("formatMajor"),
          Layouts.SHORT.withName("formatMinor"),
          Layouts.INT.withName("byteOrder"),
          Layouts.LONG.withName("idHigh"),
          Layouts.LONG.withName("idLow"),
          Layouts.LONG.withName("generationHigh"),
          Layouts.LONG.withName("generationLow"),
          Layouts.LONG.withName("bootHigh"),
          Layouts.LONG.withName("bootLow"),
          Layouts.LONG.withName("hashSeed"),
          Layouts.LONG.withName("capacity"),
          Layouts.LONG.withName("heapStart"),
          Layouts.SHORT.withName("tag"),
          Layouts.SHORT.withName("kind"),
          MemoryLayout.paddingLayout(4),
          Layouts.LONG.withName("createdAtMs"),
          Layouts.LONG.withName("checksum"),
          MemoryLayout.paddingLayout(16),
          Layouts.INT.withName("state"),
          MemoryLayout.paddingLayout(60),
          Layouts.LONG.withName("reservedEnd"),
          MemoryLayout.paddingLayout(824));

  static final long BYTES = LAYOUT.byteSize();

  static final long MAGIC = offset("magic");
  static final long FORMAT_MAJOR = offset("formatMajor");
  static final long FORMAT_MINOR = offset("formatMinor");
  static final long BYTE_ORDER = offset("byteOrder");
  static final long ID_HIGH = offset("idHigh");
  static final long ID_LOW = offset("idLow");
  static final long GENERATION_HIGH = offset("generationHigh");
  static final long GENERATION_LOW = offset("generationLow");
  static final long BOOT_HIGH = offset("bootHigh");
  static final long BOOT_LOW = offset("bootLow");
  static final long HASH_SEED = offset("hashSeed");
  static final long CAPACITY = offset("capacity");
  static final long HEAP_START = offset("heapStart");
  static final long TAG = offset("tag");
  static final long KIND = offset("kind");
  static final long CREATED_AT_MS = offset("createdAtMs");
  static final long CHECKSUM = offset("checksum");
  static final long STATE = offset("state");
  static final long RESERVED_END = offset("reservedEnd");

  private static final VarHandle STATE_WORD = handle("state");
  private static final VarHandle RESERVED_END_WORD = handle("reservedEnd");

  private SuperblockLayout() {}

  static int stateAcquire(MemorySegment memory) {
    return (int) STATE_WORD.getAcquire(memory, SegmentLayout.SUPERBLOCK);
  }

  static void stateRelease(MemorySegment memory, int state) {
    STATE_WORD.setRelease(memory, SegmentLayout.SUPERBLOCK, state);
  }

  static long reservedEndAcquire(MemorySegment memory) {
    return (long) RESERVED_END_WORD.getAcquire(memory, SegmentLayout.SUPERBLOCK);
  }

  static void reservedEndRelease(MemorySegment memory, long reservedEnd) {
    RESERVED_END_WORD.setRelease(memory, SegmentLayout.SUPERBLOCK, reservedEnd);
  }

  private static long offset(String name) {
    return LAYOUT.byteOffset(PathElement.groupElement(name));
  }

  private static VarHandle handle(String name) {
    return LAYOUT.varHandle(PathElement.groupElement(name));
  }
}
