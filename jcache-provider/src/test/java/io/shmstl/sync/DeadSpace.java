package io.shmstl.sync;

import io.shmstl.segment.SegmentImage;
import io.shmstl.segment.SegmentLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A copy of a space at one moment, in which every member is a process that died at that moment:
 * what a kill -9 would leave. The kernel drops a dead process's locks and keeps its stores, so
 * files without locks and a member table that names no living process are all there is to it.
 */
public final class DeadSpace {
  private static final String SYSTEM = "system.seg";

  /** Beyond the largest process id of Linux. */
  private static final long NO_PID = 1L << 30;

  private DeadSpace() {}

  /** Copies the space into a directory that does not exist yet. */
  public static void copy(Path space, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(space)) {
      for (Path from : (Iterable<Path>) walk::iterator) {
        Path target = to.resolve(space.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectory(target);
          Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(from));
        } else if (!from.getFileName().toString().endsWith(".lock")) {
          SegmentImage.copy(from, target);
        }
      }
    }
    Path system = to.resolve(SYSTEM);
    if (Files.exists(system)) {
      bury(system);
    }
  }

  private static void bury(Path system) throws IOException {
    try (FileChannel file =
        FileChannel.open(system, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long table = SegmentLayout.heapStart(file.size());
      ByteBuffer slot = ByteBuffer.allocate((int) MemberLayout.BYTES);
      slot.order(ByteOrder.LITTLE_ENDIAN);
      for (int number = 0; number < MemberTable.SLOTS; number++) {
        long at = table + number * MemberLayout.BYTES;
        if (at + MemberLayout.BYTES > file.size()) {
          return;
        }
        file.read(slot.clear(), at);
        if (MemberWord.isFree(slot.getLong(0))) {
          continue;
        }
        UUID id = UUID.randomUUID();
        slot.putLong((int) MemberLayout.ID_HIGH, id.getMostSignificantBits());
        slot.putLong((int) MemberLayout.ID_LOW, id.getLeastSignificantBits());
        slot.putLong((int) MemberLayout.PID, NO_PID);
        file.write(slot.flip(), at);
      }
    }
  }
}
