package io.shmstl.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The fixed fields of a segment's superblock: written once by its creator, checked by everybody who
 * opens it.
 *
 * @param tag random, 1 to 65535: the high 16 bits of every entry version in the segment
 * @param hashSeed random: the seed of every hash of a key in the segment
 */
record Superblock(
    UUID id,
    UUID generation,
    UUID bootId,
    long hashSeed,
    long capacityBytes,
    long heapStart,
    int tag,
    SegmentKind kind,
    long createdAtMs) {

  /** The bytes "SHMSTL01" as they stand in the file. */
  static final long MAGIC = 0x31304c_54534d_4853L;

  static final int FORMAT_MAJOR = 1;
  static final int FORMAT_MINOR = 0;
  static final int BYTE_ORDER = 0x0102_0304;

  /** The superblock of a new segment. */
  static Superblock create(SegmentOptions options) {
    SecureRandom random = new SecureRandom(); // not for all: who only opens a segment needs none
    UUID id = options.id() == null ? UUID.randomUUID() : options.id();
    long heapStart = SegmentLayout.heapStart(options.capacityBytes()) + options.fixedAreaBytes();
    return new Superblock(
        id,
        options.kind() == SegmentKind.SYSTEM ? id : options.generation(),
        BootId.current(),
        random.nextLong(),
        options.capacityBytes(),
        heapStart,
        1 + random.nextInt(0xffff),
        options.kind(),
        System.currentTimeMillis());
  }

  /** Writes every fixed field but the magic and the format version. */
  void write(MemorySegment memory) {
    byte[] bytes = encode();
    int from = (int) SuperblockLayout.BYTE_ORDER;
    MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, from, bytes.length - from);
  }

  /** Writes the format version and then the magic: from here on the file is a segment. */
  static void seal(MemorySegment memory) {
    memory.set(Layouts.SHORT, SuperblockLayout.FORMAT_MAJOR, (short) FORMAT_MAJOR);
    memory.set(Layouts.SHORT, SuperblockLayout.FORMAT_MINOR, (short) FORMAT_MINOR);
    // Separates everything in the new file from its magic: a file that has the magic has the rest.
    VarHandle.releaseFence();
    memory.set(Layouts.LONG, SuperblockLayout.MAGIC, MAGIC);
  }

  /**
   * The superblock that stands in {@code bytes}, a heap copy of the head of {@code file}.
   *
   * @throws FormatException if this is no segment, one of another format, or not of the kind
   *     expected
   * @throws VoidSegmentException if the format is right but the contents do not count any more
   */
  static Superblock check(Path file, byte[] bytes, long fileBytes, @Nullable SegmentKind kind) {
    if (bytes.length < SuperblockLayout.BYTES) {
      throw new FormatException(
          file, "length", bytes.length + " bytes", "at least " + SuperblockLayout.BYTES);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    requireFormat(file, in);
    requireChecksum(file, bytes, in);
    Superblock found = decode(file, in);
    UUID boot = BootId.current();
    if (!found.bootId.equals(boot)) {
      throw new VoidSegmentException(file, "boot id", found.bootId, boot);
    }
    if (fileBytes != found.capacityBytes) {
      throw new VoidSegmentException(
          file, "length", fileBytes + " bytes", "the capacity of " + found.capacityBytes);
    }
    if (kind != null && found.kind != kind) {
      throw new FormatException(file, "kind", found.kind, kind);
    }
    return found;
  }

  private static void requireFormat(Path file, ByteBuffer in) {
    long magic = in.getLong((int) SuperblockLayout.MAGIC);
    if (magic != MAGIC) {
      throw new FormatException(file, "magic", hex(magic), hex(MAGIC));
    }
    int major = Short.toUnsignedInt(in.getShort((int) SuperblockLayout.FORMAT_MAJOR));
    int minor = Short.toUnsignedInt(in.getShort((int) SuperblockLayout.FORMAT_MINOR));
    if (major != FORMAT_MAJOR || minor > FORMAT_MINOR) {
      throw new FormatException(
          file, "format version", major + "." + minor, FORMAT_MAJOR + "." + FORMAT_MINOR);
    }
    int order = in.getInt((int) SuperblockLayout.BYTE_ORDER);
    if (order != BYTE_ORDER) {
      throw new FormatException(file, "byte order mark", hex(order), hex(BYTE_ORDER));
    }
  }

  private static void requireChecksum(Path file, byte[] bytes, ByteBuffer in) {
    long found = in.getLong((int) SuperblockLayout.CHECKSUM);
    long expected = checksum(bytes);
    if (found != expected) {
      throw new VoidSegmentException(file, "checksum", hex(found), hex(expected));
    }
  }

  private static Superblock decode(Path file, ByteBuffer in) {
    int kindCode = in.getShort((int) SuperblockLayout.KIND);
    SegmentKind kind = SegmentKind.of(kindCode);
    if (kind == null) {
      throw new FormatException(file, "kind", kindCode, "1 (system) or 2 (cache)");
    }
    Superblock found =
        new Superblock(
            uuid(in, SuperblockLayout.ID_HIGH),
            uuid(in, SuperblockLayout.GENERATION_HIGH),
            uuid(in, SuperblockLayout.BOOT_HIGH),
            in.getLong((int) SuperblockLayout.HASH_SEED),
            in.getLong((int) SuperblockLayout.CAPACITY),
            in.getLong((int) SuperblockLayout.HEAP_START),
            Short.toUnsignedInt(in.getShort((int) SuperblockLayout.TAG)),
            kind,
            in.getLong((int) SuperblockLayout.CREATED_AT_MS));
    found.requireSense(file);
    return found;
  }

  /** A right checksum says who wrote it, not that it makes sense: a hostile file has one too. */
  private void requireSense(Path file) {
    if (capacityBytes < SegmentOptions.MIN_CAPACITY
        || capacityBytes > SegmentOptions.MAX_CAPACITY
        || capacityBytes % SegmentOptions.CAPACITY_UNIT != 0) {
      throw new FormatException(
          file,
          "capacity",
          capacityBytes,
          SegmentOptions.MIN_CAPACITY + " to " + SegmentOptions.MAX_CAPACITY);
    }
    long least = SegmentLayout.heapStart(capacityBytes);
    if (heapStart < least || heapStart >= capacityBytes || heapStart % SegmentLayout.PAGE != 0) {
      throw new FormatException(file, "heap start", heapStart, least + " to " + capacityBytes);
    }
    if (tag == 0) {
      throw new FormatException(file, "tag", tag, "1 to 65535");
    }
  }

  /** The fixed fields as they stand in the file, magic and format version included. */
  byte[] encode() {
    byte[] bytes = new byte[(int) SuperblockLayout.CHECKSUM + Long.BYTES];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong((int) SuperblockLayout.MAGIC, MAGIC)
        .putShort((int) SuperblockLayout.FORMAT_MAJOR, (short) FORMAT_MAJOR)
        .putShort((int) SuperblockLayout.FORMAT_MINOR, (short) FORMAT_MINOR)
        .putInt((int) SuperblockLayout.BYTE_ORDER, BYTE_ORDER)
        .putLong((int) SuperblockLayout.ID_HIGH, id.getMostSignificantBits())
        .putLong((int) SuperblockLayout.ID_LOW, id.getLeastSignificantBits())
        .putLong((int) SuperblockLayout.GENERATION_HIGH, generation.getMostSignificantBits())
        .putLong((int) SuperblockLayout.GENERATION_LOW, generation.getLeastSignificantBits())
        .putLong((int) SuperblockLayout.BOOT_HIGH, bootId.getMostSignificantBits())
        .putLong((int) SuperblockLayout.BOOT_LOW, bootId.getLeastSignificantBits())
        .putLong((int) SuperblockLayout.HASH_SEED, hashSeed)
        .putLong((int) SuperblockLayout.CAPACITY, capacityBytes)
        .putLong((int) SuperblockLayout.HEAP_START, heapStart)
        .putShort((int) SuperblockLayout.TAG, (short) tag)
        .putShort((int) SuperblockLayout.KIND, (short) kind.code())
        .putLong((int) SuperblockLayout.CREATED_AT_MS, createdAtMs)
        .putLong((int) SuperblockLayout.CHECKSUM, checksum(bytes));
    return bytes;
  }

  private static long checksum(byte[] bytes) {
    int from = (int) SuperblockLayout.FORMAT_MAJOR;
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, (int) SuperblockLayout.CHECKSUM - from);
    return crc.getValue();
  }

  private static UUID uuid(ByteBuffer in, long offset) {
    return new UUID(in.getLong((int) offset), in.getLong((int) offset + Long.BYTES));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
