package io.shmstl.store;

import io.shmstl.segment.FileAccess;
import io.shmstl.segment.Segment;
import io.shmstl.segment.ShmException;
import io.shmstl.segment.VoidSegmentException;
import io.shmstl.sync.Membership;
import io.shmstl.sync.SpaceLock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The way into a space: under its lock the system segment is opened or made, this class loader
 * becomes a member, and what dead processes have left is cleared away.
 */
final class SpaceEntrance {
  private SpaceEntrance() {}

  /** Attaches; creates what is missing, and makes anew what is void. */
  static SharedSpace attach(Path directory, StoreOptions options) {
    SpaceFiles files = new SpaceFiles(directory, options.groupShared());
    files.createDirectories();
    return attach(files, options, () -> openOrCreateSystem(files, options));
  }

  /**
   * Attaches to what is there, and makes nothing.
   *
   * @throws VoidSegmentException if its contents do not count any more
   */
  static SharedSpace attachExisting(Path directory, StoreOptions options)
      throws NoSuchFileException {
    SpaceFiles files = new SpaceFiles(directory, options.groupShared());
    files.requireParent();
    FileAccess.requireDirectory(directory, options.groupShared());
    FileAccess.requireFile(files.system(), options.groupShared());
    return attach(files, options, () -> openSystem(files, options));
  }

  private static SharedSpace attach(
      SpaceFiles files, StoreOptions options, Supplier<Segment> system) {
    SpaceLock lock = SpaceLock.of(files.lock(), options.groupShared());
    return lock.hold(
        options.leaseWait(),
        () -> {
          Segment segment = system.get();
          boolean isComplete = false;
          try {
            SharedSpace space = join(files, options, lock, segment);
            isComplete = true;
            return space;
          } finally {
            if (!isComplete) {
              segment.close();
            }
          }
        });
  }

  private static SharedSpace join(
      SpaceFiles files, StoreOptions options, SpaceLock lock, Segment segment) {
    Membership member = Membership.join(segment, files.members(), options.groupShared());
    boolean isComplete = false;
    try {
      SystemSegment system = new SystemSegment(segment, member, options);
      member.buryDead();
      files.collectOrphans(system.all());
      isComplete = true;
      return new SharedSpace(files, options, lock, system);
    } finally {
      if (!isComplete) {
        member.close();
      }
    }
  }

  /**
   * Opens the system segment, or makes it. One that is void (the machine was started since, or it
   * is damaged) is made again with all that belongs to it, unless somebody still uses it.
   */
  private static Segment openOrCreateSystem(SpaceFiles files, StoreOptions options) {
    try {
      try {
        return SystemSegment.open(files.system(), options.groupShared());
      } catch (VoidSegmentException e) {
        if (Membership.isAnyoneAttached(files.members())) {
          throw e;
        }
        logger()
            .log(Level.WARNING, "space {0} starts empty: {1}", files.directory(), e.getMessage());
        files.deleteContents();
      } catch (NoSuchFileException e) {
        logger().log(Level.DEBUG, "space {0} is new", files.directory());
      }
      return SystemSegment.create(files.system(), options.groupShared());
    } catch (FileAlreadyExistsException e) {
      throw new ShmException("another process made " + files.system() + " without the lock", e);
    }
  }

  private static Segment openSystem(SpaceFiles files, StoreOptions options) {
    try {
      return SystemSegment.open(files.system(), options.groupShared());
    } catch (NoSuchFileException e) {
      throw new ShmException("the space in " + files.directory() + " was removed just now", e);
    }
  }

  private static Logger logger() {
    return System.getLogger(SpaceEntrance.class.getName());
  }
}
