package io.shmstl.segment;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a segment comes to be open: made under a temporary name and named when it is complete, or
 * found, checked and taken over. Whatever fails leaves no file, no mapping and no descriptor.
 */
final class SegmentOpening {
  private SegmentOpening() {}

  /** As {@link Segment#create}. */
  static Segment create(Path file, SegmentOptions options, Consumer<Segment> initializer)
      throws FileAlreadyExistsException {
    Platform.require();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("segment file " + file + " has no directory");
    }
    FileAccess.requireDirectory(directory, options.groupShared());
    Path temporary =
        directory.resolve(file.getFileName() + "." + UUID.randomUUID() + Segment.TEMPORARY_SUFFIX);
    Segment segment = null;
    boolean isPublished = false;
    try {
      segment = new Segment(SegmentFile.make(file, temporary, options));
      initializer.accept(segment);
      Superblock.seal(segment.memory());
      // crash point: before it the file has no name, after it the file is complete.
      Files.createLink(file, temporary);
      isPublished = true;
      return segment;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw FileAccess.failure(file, "create the segment", e);
    } finally {
      if (!isPublished && segment != null) {
        segment.close();
      }
      deleteTemporary(temporary);
    }
  }

  /** As {@link Segment#open(Path, SegmentKind, boolean)}. */
  static Segment open(Path file, @Nullable SegmentKind expectedKind, boolean groupShared)
      throws NoSuchFileException {
    Platform.require();
    FileAccess.requireFile(file, groupShared);
    Segment segment = null;
    boolean isUsable = false;
    try {
      segment = new Segment(SegmentFile.openExisting(file, expectedKind));
      requireLiveWords(segment);
      isUsable = true;
      return segment;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw FileAccess.failure(file, "open the segment", e);
    } finally {
      if (!isUsable && segment != null) {
        segment.close();
      }
    }
  }

  private static void requireLiveWords(Segment segment) {
    try {
      segment.reservedEnd();
      segment.state();
    } catch (CorruptException e) {
      throw new VoidSegmentException(segment.file(), e);
    }
  }

  private static void deleteTemporary(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      logger().log(Level.WARNING, () -> "cannot delete " + temporary, e);
    }
  }

  private static Logger logger() {
    return System.getLogger(SegmentOpening.class.getName());
  }
}
