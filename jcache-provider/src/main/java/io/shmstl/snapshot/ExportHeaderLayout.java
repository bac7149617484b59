package io.shmstl.snapshot;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/**
 * The first bytes of an export.
 *
 * <pre>
 *  off  size  field          access  written-by
 *    0     8  magic          copied  exporter
 *    8     2  formatMajor    copied  exporter
 *   10     2  formatMinor    copied  exporter
 *   12     4  byteOrder      copied  exporter
 *   16     8  version        copied  exporter
 *   24     8  takenAtMs      copied  exporter
 *   32     8  entries        copied  exporter
 *   40     8  fileBytes      copied  exporter
 *   48     4  aboutLength    copied  exporter
 *   52     4  aboutChecksum  copied  exporter
 *   56     4  -              -       -
 *   60     4  checksum       copied  exporter
 * </pre>
 *
 * <p>{@code version} is the commit version of the snapshot, {@code takenAtMs} when it was opened in
 * milliseconds since 1970. Behind the header stand {@code aboutLength} bytes about the cache, then
 * the blocks. Checksums are CRC-32C: of bytes 0 to 59, and of the bytes about the cache.
 */
final class ExportHeaderLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("magic"),
          Layouts.SHORT.withName("formatMajor"),
          Layouts.SHORT.withName("formatMinor"),
          Layouts.INT.withName("byteOrder"),
          Layouts.LONG.withName("version"),
          Layouts.LONG.withName("takenAtMs"),
          Layouts.LONG.withName("entries"),
          Layouts.LONG.withName("fileBytes"),
          Layouts.INT.withName("aboutLength"),
          Layouts.INT.withName("aboutChecksum"),
          MemoryLayout.paddingLayout(4),
          Layouts.INT.withName("checksum"));

  static final int BYTES = (int) LAYOUT.byteSize();
  static final int MAGIC = offset("magic");
  static final int FORMAT_MAJOR = offset("formatMajor");
  static final int FORMAT_MINOR = offset("formatMinor");
  static final int BYTE_ORDER = offset("byteOrder");
  static final int VERSION = offset("version");
  static final int TAKEN_AT_MS = offset("takenAtMs");
  static final int ENTRIES = offset("entries");
  static final int FILE_BYTES = offset("fileBytes");
  static final int ABOUT_LENGTH = offset("aboutLength");
  static final int ABOUT_CHECKSUM = offset("aboutChecksum");
  static final int CHECKSUM = offset("checksum");

  private ExportHeaderLayout() {}

  private static int offset(String field) {
    return (int) LAYOUT.byteOffset(groupElement(field));
  }
}
