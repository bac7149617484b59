package io.shmstl.registry;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * The block of a cache's descriptor in the system segment; behind the header stand the name's bytes
 * in UTF-8, then the descriptor's.
 *
 * <pre>
 *  off  size  field             access  written-by
 *    0     4  checksum          copied  lease-holder
 *    4     4  nameLength        copied  lease-holder
 *    8     4  descriptorLength  copied  lease-holder
 * </pre>
 *
 * <p>The checksum covers what follows it. Written once, before the slot of the table leads here.
 */
final class DescriptorLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.INT.withName("checksum"),
          Layouts.INT.withName("nameLength"),
          Layouts.INT.withName("descriptorLength"));

  static final int BYTES = (int) LAYOUT.byteSize();
  static final int CHECKSUM = offset("checksum");
  static final int NAME_LENGTH = offset("nameLength");
  static final int DESCRIPTOR_LENGTH = offset("descriptorLength");

  private DescriptorLayout() {}

  static int nameLength(MemorySegment memory, long block) {
    return memory.get(Layouts.INT, block + NAME_LENGTH);
  }

  static int descriptorLength(MemorySegment memory, long block) {
    return memory.get(Layouts.INT, block + DESCRIPTOR_LENGTH);
  }

  private static int offset(String field) {
    return (int) LAYOUT.byteOffset(groupElement(field));
  }
}
