package io.shmstl.segment;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A segment's file, open and mapped: what a {@link Segment} holds of the operating system.
 *
 * @param file the name it has, or will have when it is complete
 */
record SegmentFile(Path file, Superblock superblock, Mapping mapping, UninterruptedFile open)
    implements AutoCloseable {
  /**
   * Makes the file under a temporary name: sparse, the fixed areas backed, the superblock written
   * but for the seal.
   *
   * @throws FullException if the file system has no room for the fixed areas
   */
  static SegmentFile make(Path file, Path temporary, SegmentOptions options) throws IOException {
    Superblock superblock = Superblock.create(options);
    FileAttribute<Set<PosixFilePermission>> mode = FileAccess.fileMode(options.groupShared());
    UninterruptedFile open =
        UninterruptedFile.open(
            temporary,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            mode);
    Mapping mapping = null;
    boolean isComplete = false;
    try {
      FileAccess.applyFileMode(temporary, mode, options.groupShared());
      new Reservation(file, open, options.capacityBytes())
          .reserveFixedAreas(superblock.heapStart());
      mapping = Mapping.extend(temporary, options.capacityBytes());
      MemorySegment memory = mapping.memory();
      superblock.write(memory);
      SuperblockLayout.reservedEndRelease(memory, superblock.heapStart());
      SuperblockLayout.stateRelease(memory, SegmentState.READY.code());
      isComplete = true;
      return new SegmentFile(file, superblock, mapping, open);
    } finally {
      if (!isComplete) {
        close(file, mapping, open);
      }
    }
  }

  /** Opens, checks and maps a file that is there. */
  static SegmentFile openExisting(Path file, @Nullable SegmentKind expectedKind)
      throws IOException {
    UninterruptedFile open =
        UninterruptedFile.open(
            file,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    boolean isComplete = false;
    try {
      byte[] head = open.read(0, (int) SuperblockLayout.BYTES);
      Superblock superblock = Superblock.check(file, head, open.size(), expectedKind);
      Mapping mapping = Mapping.of(file, superblock);
      isComplete = true;
      return new SegmentFile(file, superblock, mapping, open);
    } finally {
      if (!isComplete) {
        close(file, null, open);
      }
    }
  }

  @Override
  public void close() {
    close(file, mapping, open);
  }

  private static void close(Path file, @Nullable Mapping mapping, UninterruptedFile open) {
    if (mapping != null) {
      mapping.close();
    }
    try {
      open.close();
    } catch (IOException e) {
      logger().log(Level.WARNING, () -> "cannot close " + file, e);
    }
  }

  private static Logger logger() {
    return System.getLogger(SegmentFile.class.getName());
  }
}
