package io.shmstl.registry;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The block of a cache's descriptor, checked and copied out of the segment. */
final class StoredDescriptor {
  private final byte[] copy;
  private final int nameLength;

  private StoredDescriptor(byte[] copy, int nameLength) {
    this.copy = copy;
    this.nameLength = nameLength;
  }

  /** Length of the block that {@link #write} fills. */
  static long blockBytes(byte[] name, byte[] descriptor) {
    return (long) DescriptorLayout.BYTES + name.length + descriptor.length;
  }

  /** Fills a block that nothing leads to yet. */
  static void write(MemorySegment memory, long block, byte[] name, byte[] descriptor) {
    byte[] bytes = new byte[(int) blockBytes(name, descriptor)];
    ByteBuffer fields = fields(bytes);
    fields.putInt(DescriptorLayout.NAME_LENGTH, name.length);
    fields.putInt(DescriptorLayout.DESCRIPTOR_LENGTH, descriptor.length);
    fields.put(DescriptorLayout.BYTES, name);
    fields.put(DescriptorLayout.BYTES + name.length, descriptor);
    fields.putInt(DescriptorLayout.CHECKSUM, checksum(bytes));
    MemorySegment.copy(bytes, 0, memory, Layouts.BYTE, block, bytes.length);
  }

  /** Reads the block at an address, whatever stands there: null if it is no descriptor. */
  static @Nullable StoredDescriptor read(Segment segment, long block) {
    if (!segment.isReserved(block, DescriptorLayout.BYTES)) {
      return null;
    }
    MemorySegment memory = segment.memory();
    int nameLength = DescriptorLayout.nameLength(memory, block);
    int descriptorLength = DescriptorLayout.descriptorLength(memory, block);
    if (nameLength < 0
        || nameLength > CacheRegistry.MAX_NAME_BYTES
        || descriptorLength < 0
        || descriptorLength > CacheRegistry.MAX_DESCRIPTOR_BYTES) {
      return null;
    }
    int length = DescriptorLayout.BYTES + nameLength + descriptorLength;
    if (!segment.isReserved(block, length)) {
      return null;
    }
    byte[] copy = new byte[length];
    MemorySegment.copy(memory, block, MemorySegment.ofArray(copy), 0, length);
    // From here on only the copy counts: its checksum says that it is whole, both lengths included.
    ByteBuffer fields = fields(copy);
    boolean isWhole =
        fields.getInt(DescriptorLayout.CHECKSUM) == checksum(copy)
            && fields.getInt(DescriptorLayout.NAME_LENGTH) == nameLength
            && fields.getInt(DescriptorLayout.DESCRIPTOR_LENGTH) == descriptorLength;
    return isWhole ? new StoredDescriptor(copy, nameLength) : null;
  }

  long blockBytes() {
    return copy.length;
  }

  boolean hasName(byte[] name) {
    int from = DescriptorLayout.BYTES;
    return Arrays.equals(copy, from, from + nameLength, name, 0, name.length);
  }

  /** The descriptor's bytes, which are the caller's. */
  byte[] descriptor() {
    return Arrays.copyOfRange(copy, DescriptorLayout.BYTES + nameLength, copy.length);
  }

  private static int checksum(byte[] block) {
    return Checksum.of(block, DescriptorLayout.NAME_LENGTH, block.length);
  }

  private static ByteBuffer fields(byte[] block) {
    return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
  }
}
