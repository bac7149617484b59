package io.shmstl.snapshot;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/**
 * The head of a block of an export; behind it {@code length} bytes of whole entries, one after the
 * other, and behind these the next block or the end of the file.
 *
 * <pre>
 *  off  size  field     access  written-by
 *    0     4  length    copied  exporter
 *    4     4  checksum  copied  exporter
 * </pre>
 *
 * <p>The checksum is the CRC-32C of the entries.
 */
final class ExportBlockLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(Layouts.INT.withName("length"), Layouts.INT.withName("checksum"));

  static final int BYTES = (int) LAYOUT.byteSize();
  static final int LENGTH = (int) LAYOUT.byteOffset(groupElement("length"));
  static final int CHECKSUM = (int) LAYOUT.byteOffset(groupElement("checksum"));

  private ExportBlockLayout() {}
}
