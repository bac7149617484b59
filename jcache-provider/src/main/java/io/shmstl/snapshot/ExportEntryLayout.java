package io.shmstl.snapshot;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/**
 * The head of an entry of an export; behind it the key's bytes, then the value's. Not aligned.
 *
 * <pre>
 *  off  size  field           access  written-by
 *    0     8  version         copied  exporter
 *    8     8  deadlineMs      copied  exporter
 *   16     4  createdSeconds  copied  exporter
 *   20     4  keyLength       copied  exporter
 *   24     4  valueLength     copied  exporter
 * </pre>
 *
 * <p>{@code deadlineMs} is in milliseconds since 1970, the greatest long for never; {@code
 * createdSeconds} in seconds since 1970, 0 where the entry did not keep it.
 */
final class ExportEntryLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("version"),
          Layouts.LONG.withName("deadlineMs"),
          Layouts.INT.withName("createdSeconds"),
          Layouts.INT.withName("keyLength"),
          Layouts.INT.withName("valueLength"));

  static final int BYTES = (int) LAYOUT.byteSize();
  static final int VERSION = offset("version");
  static final int DEADLINE_MS = offset("deadlineMs");
  static final int CREATED_SECONDS = offset("createdSeconds");
  static final int KEY_LENGTH = offset("keyLength");
  static final int VALUE_LENGTH = offset("valueLength");

  private ExportEntryLayout() {}

  private static int offset(String field) {
    return (int) LAYOUT.byteOffset(groupElement(field));
  }
}
