package io.shmstl.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies of segment files as they are at this moment, whole or half made. */
public final class SegmentImage {
  /** What is copied at least, whether the superblock calls it reserved or not. */
  private static final long LEAST = 2L << 20;

  private SegmentImage() {}

  /** Copies a file; what was never reserved becomes a hole of the same length. */
  public static void copy(Path from, Path to) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(from));
    Files.createFile(to, mode);
    try (FileChannel in = FileChannel.open(from);
        FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
      long size = in.size();
      long bytes = Math.min(size, Math.max(LEAST, reservedEnd(in)));
      for (long at = 0; at < bytes; ) {
        at += in.transferTo(at, bytes - at, out);
      }
      if (size > bytes) {
        out.write(ByteBuffer.allocate(1), size - 1);
      }
    }
  }

  private static long reservedEnd(FileChannel in) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) SuperblockLayout.BYTES);
    head.order(ByteOrder.LITTLE_ENDIAN);
    in.read(head, 0);
    return head.getLong((int) SuperblockLayout.RESERVED_END);
  }
}
