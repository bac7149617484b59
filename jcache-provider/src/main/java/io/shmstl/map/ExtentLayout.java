package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * Bytes of an index extent: {@value #PAGES} pages with what belongs to them. Extents are never
 * freed and never used for anything else, so a reader that stalls over an old page writes its
 * frequency byte into a page and not into somebody's value.
 *
 * <pre>
 * off size field    access  written by
 *   0    4 magic    plain   writer, before the extent is linked
 *   4    4 self     plain   writer, before; the extent's own address in units of 8
 *   8    4 next     plain   writer, before; the extent linked before it, in units of 8
 *  12    4 block    plain   writer, before; the block it lies in, which alignment may start earlier
 *  16   48 -        -       -
 * </pre>
 *
 * <p>Then, page by page in arrays of their own: {@value #PAGES} page headers, {@value #PAGES} pages
 * ({@link PageLayout}), their stamps, their ghosts. A <b>page reference</b> is the page's address
 * in units of 8 with the page's ordinal within the extent in the low three bits, which are free
 * because pages are aligned to cache lines: everything else follows from it without a look-up.
 */
final class ExtentLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.INT.withName("magic"),
          Layouts.INT.withName("self"),
          Layouts.INT.withName("next"),
          Layouts.INT.withName("block"),
          MemoryLayout.paddingLayout(48));

  /** "EXTN", read as a little-endian int. */
  static final int MAGIC = 0x4E545845;

  static final int PAGES = 8;
  private static final int ORDINAL_MASK = PAGES - 1;

  private static final long SELF = LAYOUT.byteOffset(PathElement.groupElement("self"));
  private static final long NEXT = LAYOUT.byteOffset(PathElement.groupElement("next"));
  private static final long BLOCK = LAYOUT.byteOffset(PathElement.groupElement("block"));
  private static final long HEADERS = LAYOUT.byteSize();
  private static final long FIRST_PAGE = HEADERS + PAGES * PageLayout.HEADER_BYTES;
  private static final long STAMPS = FIRST_PAGE + PAGES * PageLayout.PAGE_BYTES;
  private static final long GHOSTS = STAMPS + PAGES * PageLayout.STAMPS_BYTES;

  static final long BYTES = GHOSTS + PAGES * PageLayout.GHOSTS_BYTES;

  private ExtentLayout() {}

  static void format(MemorySegment memory, long extent, long next, long block) {
    memory.set(Layouts.INT, extent, MAGIC);
    memory.set(Layouts.INT, extent + SELF, (int) (extent >>> 3));
    memory.set(Layouts.INT, extent + NEXT, (int) (next >>> 3));
    memory.set(Layouts.INT, extent + BLOCK, (int) (block >>> 3));
  }

  static boolean isExtent(MemorySegment memory, long extent) {
    return memory.get(Layouts.INT, extent) == MAGIC
        && memory.get(Layouts.INT, extent + SELF) == (int) (extent >>> 3);
  }

  static long next(MemorySegment memory, long extent) {
    return Integer.toUnsignedLong(memory.get(Layouts.INT, extent + NEXT)) << 3;
  }

  static long block(MemorySegment memory, long extent) {
    return Integer.toUnsignedLong(memory.get(Layouts.INT, extent + BLOCK)) << 3;
  }

  /** The reference of the {@code ordinal}-th page of an extent. */
  static int page(long extent, int ordinal) {
    return (int) ((extent + FIRST_PAGE + ordinal * PageLayout.PAGE_BYTES) >>> 3) | ordinal;
  }

  static int ordinal(int page) {
    return page & ORDINAL_MASK;
  }

  /** Address of the page's first bucket. */
  static long address(int page) {
    return Integer.toUnsignedLong(page & ~ORDINAL_MASK) << 3;
  }

  static long extent(int page) {
    return address(page) - ordinal(page) * PageLayout.PAGE_BYTES - FIRST_PAGE;
  }

  static long header(int page) {
    return extent(page) + HEADERS + ordinal(page) * PageLayout.HEADER_BYTES;
  }

  /** Address of the stamp of one of the page's buckets. */
  static long stamp(int page, int bucket) {
    return extent(page) + STAMPS + ordinal(page) * PageLayout.STAMPS_BYTES + bucket * 8L;
  }

  /** Address of the ghost word of one of the page's buckets. */
  static long ghosts(int page, int bucket) {
    return extent(page) + GHOSTS + ordinal(page) * PageLayout.GHOSTS_BYTES + bucket * 8L;
  }
}
