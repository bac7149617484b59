package io.shmstl.sync;

import io.shmstl.segment.FileAccess;
import io.shmstl.segment.UninterruptedFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file by whose kernel lock a member lives: locked from before its id is known until it leaves
 * or its process ends, however it ends.
 *
 * <p>The kernel drops the lock as soon as anything in the process that holds it closes the same
 * file. So nobody maps, reads or copies these files (mode 0200), and nobody opens one that this JVM
 * holds: {@link JvmWide} knows them.
 */
final class MemberFile implements AutoCloseable {
  private static final String SUFFIX = ".lock";

  private final Path path;
  private final UUID id;
  private final UninterruptedFile file;

  /** Held strongly: a collected channel would close, and a closed channel unlocks. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final FileLock lock;

  private MemberFile(Path path, UUID id, UninterruptedFile file, FileLock lock) {
    this.path = path;
    this.id = id;
    this.file = file;
    this.lock = lock;
  }

  /** Makes and locks the file of a new member. */
  static MemberFile create(Path directory, UUID id, boolean groupShared) {
    Path path = path(directory, id);
    if (!JvmWide.claim(claim(id))) {
      throw new IllegalStateException("member " + id + " is there already");
    }
    UninterruptedFile file = null;
    FileLock lock = null;
    try {
      file =
          UninterruptedFile.open(
              path,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              mode(groupShared));
      FileAccess.applyFileMode(path, mode(groupShared), groupShared);
      lock = file.tryLock();
      if (lock == null) {
        throw new IOException("somebody else has locked the new file");
      }
      return new MemberFile(path, id, file, lock);
    } catch (IOException e) {
      throw FileAccess.failure(path, "make the member file", e);
    } finally {
      if (lock == null) {
        if (file != null) {
          close(path, file);
          delete(path);
        }
        JvmWide.release(claim(id));
      }
    }
  }

  /** True if somebody holds the lock of the file, or if that cannot be found out. */
  static boolean isHeld(Path directory, UUID id) {
    if (JvmWide.isClaimed(claim(id))) {
      return true;
    }
    Path path = path(directory, id);
    if (isSomethingElse(path)) {
      // No member made it, but what cannot be told counts as held; and a pipe would be waited for.
      logger().log(Level.WARNING, "{0} is no member file", path);
      return true;
    }
    try (UninterruptedFile file =
        UninterruptedFile.open(path, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      return file.tryLock() == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      // Another thread of this JVM asks the same at this moment.
      return true;
    } catch (AccessDeniedException e) {
      logger().log(Level.DEBUG, () -> "cannot tell whether " + path + " is locked", e);
      return true;
    } catch (IOException e) {
      logger().log(Level.WARNING, () -> "cannot tell whether " + path + " is locked", e);
      return true;
    }
  }

  private static boolean isSomethingElse(Path path) {
    try {
      return !Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile();
    } catch (IOException e) {
      logger().log(Level.DEBUG, () -> "cannot look at " + path, e);
      return false; // opening it will say why
    }
  }

  /** The ids that have a file in the directory, whether it is locked or not. */
  static List<UUID> ids(Path directory) {
    List<UUID> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        UUID id = id(file);
        if (id != null) {
          ids.add(id);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw FileAccess.failure(directory, "list", new IOException(e));
    } catch (IOException e) {
      throw FileAccess.failure(directory, "list", e);
    }
    return ids;
  }

  /** Deletes the file of a member that is gone. */
  static void delete(Path directory, UUID id) {
    delete(path(directory, id));
  }

  /** Gives the lock back and removes the file. */
  @Override
  public void close() {
    try {
      delete(path);
    } finally {
      close(path, file);
      JvmWide.release(claim(id));
    }
  }

  private static void close(Path path, UninterruptedFile file) {
    try {
      file.close();
    } catch (IOException e) {
      logger().log(Level.WARNING, () -> "cannot close " + path, e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      logger().log(Level.WARNING, () -> "cannot delete " + path, e);
    }
  }

  private static Path path(Path directory, UUID id) {
    return directory.resolve(id + SUFFIX);
  }

  private static @Nullable UUID id(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(SUFFIX)) {
      return null;
    }
    try {
      return UUID.fromString(name.substring(0, name.length() - SUFFIX.length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String claim(UUID id) {
    return "member." + id;
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(boolean groupShared) {
    return PosixFilePermissions.asFileAttribute(
        PosixFilePermissions.fromString(groupShared ? "-w--w----" : "-w-------"));
  }

  private static Logger logger() {
    return System.getLogger(MemberFile.class.getName());
  }
}
