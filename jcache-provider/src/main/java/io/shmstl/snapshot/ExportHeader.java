package io.shmstl.snapshot;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What the head of an export says.
 *
 * @param version the commit version of the snapshot
 * @param takenAtMs when the snapshot was opened
 * @param entries how many entries follow
 * @param fileBytes length of the file
 * @param aboutLength bytes about the cache behind the header
 * @param aboutChecksum their checksum
 */
record ExportHeader(
    long version,
    long takenAtMs,
    long entries,
    long fileBytes,
    int aboutLength,
    int aboutChecksum) {
  /** The bytes "SHMSTLX1" as they stand in the file. */
  static final long MAGIC = 0x3158_4c54_534d_4853L;

  static final int FORMAT_MAJOR = 1;
  static final int FORMAT_MINOR = 0;
  static final int BYTE_ORDER = 0x0102_0304;

  byte[] encode() {
    byte[] bytes = new byte[ExportHeaderLayout.BYTES];
    ByteBuffer out = fields(bytes);
    out.putLong(ExportHeaderLayout.MAGIC, MAGIC)
        .putShort(ExportHeaderLayout.FORMAT_MAJOR, (short) FORMAT_MAJOR)
        .putShort(ExportHeaderLayout.FORMAT_MINOR, (short) FORMAT_MINOR)
        .putInt(ExportHeaderLayout.BYTE_ORDER, BYTE_ORDER)
        .putLong(ExportHeaderLayout.VERSION, version)
        .putLong(ExportHeaderLayout.TAKEN_AT_MS, takenAtMs)
        .putLong(ExportHeaderLayout.ENTRIES, entries)
        .putLong(ExportHeaderLayout.FILE_BYTES, fileBytes)
        .putInt(ExportHeaderLayout.ABOUT_LENGTH, aboutLength)
        .putInt(ExportHeaderLayout.ABOUT_CHECKSUM, aboutChecksum)
        .putInt(ExportHeaderLayout.CHECKSUM, checksum(bytes, ExportHeaderLayout.CHECKSUM));
    return bytes;
  }

  /**
   * The header that stands in bytes.
   *
   * @param foundBytes length of the file that has them
   * @throws FormatException if they are of something else, or of another format
   * @throws CorruptException if the file is damaged
   */
  static ExportHeader decode(Path file, byte[] bytes, long foundBytes) {
    if (bytes.length < ExportHeaderLayout.BYTES) {
      throw new FormatException(
          file, "length", foundBytes + " bytes", "at least " + ExportHeaderLayout.BYTES);
    }
    ByteBuffer in = fields(bytes);
    require(file, "magic", in.getLong(ExportHeaderLayout.MAGIC), MAGIC);
    int major = Short.toUnsignedInt(in.getShort(ExportHeaderLayout.FORMAT_MAJOR));
    int minor = Short.toUnsignedInt(in.getShort(ExportHeaderLayout.FORMAT_MINOR));
    if (major != FORMAT_MAJOR || minor > FORMAT_MINOR) {
      throw new FormatException(
          file,
          "format version of the export",
          major + "." + minor,
          FORMAT_MAJOR + "." + FORMAT_MINOR);
    }
    require(file, "byte order mark", in.getInt(ExportHeaderLayout.BYTE_ORDER), BYTE_ORDER);
    int checksum = in.getInt(ExportHeaderLayout.CHECKSUM);
    int expected = checksum(bytes, ExportHeaderLayout.CHECKSUM);
    if (checksum != expected) {
      throw new CorruptException("header of " + file, 0, checksum, expected);
    }
    ExportHeader header =
        new ExportHeader(
            in.getLong(ExportHeaderLayout.VERSION),
            in.getLong(ExportHeaderLayout.TAKEN_AT_MS),
            in.getLong(ExportHeaderLayout.ENTRIES),
            in.getLong(ExportHeaderLayout.FILE_BYTES),
            in.getInt(ExportHeaderLayout.ABOUT_LENGTH),
            in.getInt(ExportHeaderLayout.ABOUT_CHECKSUM));
    long mostAbout = header.fileBytes - ExportHeaderLayout.BYTES;
    if (header.fileBytes != foundBytes) {
      throw new CorruptException(
          "length of " + file, ExportHeaderLayout.FILE_BYTES, foundBytes, header.fileBytes);
    }
    if (header.aboutLength < 0 || header.aboutLength > mostAbout || header.entries < 0) {
      throw new CorruptException(
          "header of " + file,
          ExportHeaderLayout.ABOUT_LENGTH,
          header.aboutLength + " bytes, " + header.entries + " entries",
          "at most " + mostAbout + " bytes");
    }
    return header;
  }

  static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static ByteBuffer fields(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(Path file, String what, long found, long expected) {
    if (found != expected) {
      throw new FormatException(
          file, what, "0x" + Long.toHexString(found), "0x" + Long.toHexString(expected));
    }
  }
}
