package io.shmstl.registry;

import io.shmstl.alloc.Units;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A node of the system map, checked and copied out of the segment.
 *
 * @param address where it stands
 * @param next the next node of the bucket, 0 if it is the last
 * @param nameHash hash of the object's name with the segment's seed
 * @param object what it leads to
 * @param blockBytes length of the object's block, which begins at the object's address and ends
 *     with this node
 */
record ObjectNode(long address, long next, long nameHash, NamedObject object, long blockBytes) {

  /** Length of the block of an object: its own bytes, rounded up, and its node. */
  static long blockBytes(long objectBytes, byte[] name) {
    return Units.roundUp(objectBytes) + ObjectNodeLayout.BYTES + name.length;
  }

  /** Writes the node of an object, unpublished, behind the object and returns its address. */
  static long write(MemorySegment memory, NamedObject object, byte[] name, long next) {
    long node = object.address() + Units.roundUp(object.bytes());
    byte[] bytes = new byte[ObjectNodeLayout.BYTES + name.length];
    ByteBuffer fields = fields(bytes);
    fields.putLong(ObjectNodeLayout.OBJECT_BYTES, object.bytes());
    fields.putInt(ObjectNodeLayout.OBJECT_ADDRESS, Units.ofAddress(object.address()));
    fields.putInt(ObjectNodeLayout.NAME_LENGTH, name.length);
    fields.put(ObjectNodeLayout.BYTES, name);
    fields.putInt(ObjectNodeLayout.CHECKSUM, checksum(bytes));
    MemorySegment.copy(bytes, 0, memory, Layouts.BYTE, node, bytes.length);
    // release: pairs with nextAcquire in read; the next node was published before, so nothing is
    // missing without it.
    ObjectNodeLayout.nextRelease(memory, node, next);
    return node;
  }

  /** Reads the node at an address, whatever stands there: null if it is no node. */
  static @Nullable ObjectNode read(Segment segment, long node) {
    if (!segment.isReserved(node, ObjectNodeLayout.BYTES)) {
      return null;
    }
    MemorySegment memory = segment.memory();
    long next = ObjectNodeLayout.nextAcquire(memory, node);
    int nameLength = ObjectNodeLayout.nameLength(memory, node);
    if (nameLength < 0
        || nameLength > SystemMap.MAX_NAME_BYTES
        || !segment.isReserved(node, ObjectNodeLayout.BYTES + nameLength)) {
      return null;
    }
    byte[] copy = new byte[ObjectNodeLayout.BYTES + nameLength];
    MemorySegment.copy(memory, node, MemorySegment.ofArray(copy), 0, copy.length);
    return decode(segment, node, next, copy);
  }

  /**
   * From here on only the copy counts: its checksum says that it is whole, name length included.
   */
  private static @Nullable ObjectNode decode(Segment segment, long node, long next, byte[] copy) {
    ByteBuffer fields = fields(copy);
    int nameLength = copy.length - ObjectNodeLayout.BYTES;
    if (fields.getInt(ObjectNodeLayout.CHECKSUM) != checksum(copy)
        || fields.getInt(ObjectNodeLayout.NAME_LENGTH) != nameLength) {
      return null;
    }
    long bytes = fields.getLong(ObjectNodeLayout.OBJECT_BYTES);
    long address = Units.toAddress(fields.getInt(ObjectNodeLayout.OBJECT_ADDRESS));
    if (bytes <= 0 || address >= node || address + Units.roundUp(bytes) != node) {
      return null;
    }
    String name = Names.decode(copy, ObjectNodeLayout.BYTES, nameLength);
    long hash = Names.hash(segment.hashSeed(), copy, ObjectNodeLayout.BYTES, nameLength);
    NamedObject object = new NamedObject(name, address, bytes);
    return new ObjectNode(node, next, hash, object, node - address + copy.length);
  }

  private static int checksum(byte[] node) {
    return Checksum.of(node, ObjectNodeLayout.OBJECT_BYTES, node.length);
  }

  private static ByteBuffer fields(byte[] node) {
    return ByteBuffer.wrap(node).order(ByteOrder.LITTLE_ENDIAN);
  }
}
