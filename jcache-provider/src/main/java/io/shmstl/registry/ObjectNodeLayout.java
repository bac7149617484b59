package io.shmstl.registry;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.alloc.Units;
import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * A node of the system map. It stands in the object's own block, behind the object's bytes rounded
 * up to 8; the name's bytes in UTF-8 follow it.
 *
 * <pre>
 *  off  size  field          access           written-by
 *    0     4  next           acquire/release  lease-holder
 *    4     4  checksum       copied           lease-holder
 *    8     8  objectBytes    copied           lease-holder
 *   16     4  objectAddress  copied           lease-holder
 *   20     4  nameLength     copied           lease-holder
 * </pre>
 *
 * <p>Addresses are in units of 8 bytes. The checksum covers what follows it, the name included. All
 * but {@code next} is written once, before the node is published, and read as a copy by {@link
 * ObjectNode}. Only recovery ever changes {@code next} of a published node, to cut off what makes
 * no sense.
 */
final class ObjectNodeLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.INT.withName("next"),
          Layouts.INT.withName("checksum"),
          Layouts.LONG.withName("objectBytes"),
          Layouts.INT.withName("objectAddress"),
          Layouts.INT.withName("nameLength"));

  static final int BYTES = (int) LAYOUT.byteSize();
  static final int CHECKSUM = offset("checksum");
  static final int OBJECT_BYTES = offset("objectBytes");
  static final int OBJECT_ADDRESS = offset("objectAddress");
  static final int NAME_LENGTH = offset("nameLength");

  private static final VarHandle NEXT = LAYOUT.varHandle(groupElement("next"));

  private ObjectNodeLayout() {}

  static long nextAcquire(MemorySegment memory, long node) {
    return Units.toAddress((int) NEXT.getAcquire(memory, node));
  }

  static void nextRelease(MemorySegment memory, long node, long next) {
    NEXT.setRelease(memory, node, Units.ofAddress(next));
  }

  static int nameLength(MemorySegment memory, long node) {
    return memory.get(Layouts.INT, node + NAME_LENGTH);
  }

  private static int offset(String field) {
    return (int) LAYOUT.byteOffset(groupElement(field));
  }
}
