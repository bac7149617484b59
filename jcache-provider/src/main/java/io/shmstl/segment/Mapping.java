package io.shmstl.segment;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The one act of mapping a file, which only an interruptible channel can do. */
final class Mapping {
  private static final int MOST_TRIES = 100;

  private Mapping() {}

  /** Makes the empty {@code file} as long as {@code capacityBytes}, without backing, and maps it. */
  static MemorySegment extend(Path file, long capacityBytes, Arena arena) throws IOException {
    return uninterrupted(channel -> map(channel, capacityBytes, arena), file);
  }

  /**
   * Maps a whole segment that was checked before.
   *
   * @throws VoidSegmentException if the name stands for another file by now
   */
  static MemorySegment map(Path file, Superblock checked, Arena arena) throws IOException {
    return uninterrupted(
        channel -> {
          // A mapping longer than the file would make the file longer.
          if (channel.size() != checked.capacityBytes()) {
            throw new VoidSegmentException(
                file, "length", channel.size() + " bytes", checked.capacityBytes());
          }
          MemorySegment memory = map(channel, checked.capacityBytes(), arena);
          UUID id =
              new UUID(
                  memory.get(Layouts.LONG, SuperblockLayout.ID_HIGH),
                  memory.get(Layouts.LONG, SuperblockLayout.ID_LOW));
          if (!id.equals(checked.id())) {
            throw new VoidSegmentException(file, "segment id", id, checked.id());
          }
          return memory;
        },
        file);
  }

  private static MemorySegment map(FileChannel channel, long capacityBytes, Arena arena)
      throws IOException {
    return channel.map(FileChannel.MapMode.READ_WRITE, 0, capacityBytes, arena);
  }

  private static MemorySegment uninterrupted(Act act, Path file) throws IOException {
    boolean interrupted = false;
    try {
      for (int i = 1; ; i++) {
        interrupted |= Thread.interrupted();
        try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
          return act.on(channel);
        } catch (ClosedByInterruptException e) {
          if (i == MOST_TRIES) {
            throw e;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Act {
    MemorySegment on(FileChannel channel) throws IOException;
  }
}
