package io.shmstl.segment;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * The map of a segment's fixed areas: where each begins. What is in an area is the matter of the
 * layout class of the room it belongs to.
 *
 * <pre>
 *   off   size  field       access  written-by
 *     0   1024  superblock  mixed   creator, lease-holder
 *  1024    256  lease       mixed   any-member
 *  1280    128  versions    mixed   lease-holder
 *  1408     64  pinSummary  mixed   any-member
 *  1472    576  -           -       -
 *  2048   3072  allocator   plain   lease-holder
 *  5120   3072  systemMap   mixed   lease-holder
 *  8192   4096  pins        mixed   any-member
 * 12288  16384  keyLocks    mixed   any-member
 * </pre>
 *
 * <p>Behind it, at {@link #BITMAP}, stands the free-boundary bitmap: one bit for each 8 bytes of
 * the file. Behind that the fixed area of the kind of segment (if any), then the heap up to the
 * capacity.
 */
public final class SegmentLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          area(1024, "superblock"),
          area(256, "lease"),
          area(128, "versions"),
          area(64, "pinSummary"),
          MemoryLayout.paddingLayout(576),
          area(3072, "allocator"),
          area(3072, "systemMap"),
          area(4096, "pins"),
          area(16384, "keyLocks"));

  public static final long SUPERBLOCK = offset("superblock");
  public static final long LEASE = offset("lease");
  public static final long VERSIONS = offset("versions");
  public static final long PIN_SUMMARY = offset("pinSummary");
  public static final long ALLOCATOR = offset("allocator");
  public static final long SYSTEM_MAP = offset("systemMap");
  public static final long PINS = offset("pins");
  public static final long KEY_LOCKS = offset("keyLocks");
  public static final long BITMAP = LAYOUT.byteSize();

  /** Bytes of the file that one byte of the bitmap speaks of. */
  static final long BYTES_PER_BITMAP_BYTE = 64;

  /** The bitmap and the areas behind it begin and end on page borders. */
  static final long PAGE = 4096;

  private SegmentLayout() {}

  /** Bytes of the free-boundary bitmap of a segment of this capacity, rounded up to whole pages. */
  public static long bitmapBytes(long capacityBytes) {
    return roundUp(capacityBytes / BYTES_PER_BITMAP_BYTE, PAGE);
  }

  /** Where the bitmap ends: the fixed area starts there, or the heap of a segment that has none. */
  public static long heapStart(long capacityBytes) {
    return BITMAP + bitmapBytes(capacityBytes);
  }

  /**
   * Where the bitmap must be touchable to when the segment is reserved to {@code reservedEnd}: the
   * bits of every address below it, and of the one word behind them.
   */
  static long bitmapReservedEnd(long capacityBytes, long reservedEnd) {
    long bytes = roundUp(reservedEnd / BYTES_PER_BITMAP_BYTE + Long.BYTES, PAGE);
    return BITMAP + Math.min(bytes, bitmapBytes(capacityBytes));
  }

  static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }

  private static MemoryLayout area(long bytes, String name) {
    return MemoryLayout.sequenceLayout(bytes / Long.BYTES, Layouts.LONG).withName(name);
  }

  private static long offset(String name) {
    return LAYOUT.byteOffset(PathElement.groupElement(name));
  }
}
