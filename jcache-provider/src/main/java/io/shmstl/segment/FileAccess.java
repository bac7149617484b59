package io.shmstl.segment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may touch what: the owner, mode and kind of every file and directory of a space, checked
 * before use.
 *
 * <p>A space belongs to one user. What has another owner, or may be written by others, or is a
 * symbolic link, could be changed under a mapping by somebody else and is refused. With group
 * sharing the members of the file's group count as the owner, and the group may write.
 */
public final class FileAccess {
  private static final Path OWN_STATUS = Path.of("/proc/self/status");

  private static final int SUPERUSER = 0;
  private static final int GROUP_WRITE = 0020;
  private static final int OTHERS_WRITE = 0002;

  private FileAccess() {}

  /** The mode a new segment or lock file gets. */
  public static FileAttribute<Set<PosixFilePermission>> fileMode(boolean groupShared) {
    return attribute(groupShared ? "rw-rw----" : "rw-------");
  }

  /**
   * Gives a file that this process made the group's permissions, which its umask may have taken
   * away.
   */
  public static void applyFileMode(
      Path file, FileAttribute<Set<PosixFilePermission>> mode, boolean groupShared)
      throws IOException {
    if (groupShared && number(attributes(file), "uid") == EffectiveUser.id()) {
      Files.setPosixFilePermissions(file, mode.value());
    }
  }

  /**
   * Creates {@code directory} (not its parents) with mode 0700, or 2770 if shared with the group;
   * one that is there already is checked instead.
   */
  public static void createDirectory(Path directory, boolean groupShared) {
    try {
      Files.createDirectory(directory, attribute("rwx------"));
      if (groupShared) {
        Files.setAttribute(directory, "unix:mode", 02770, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (FileAlreadyExistsException e) {
      // somebody was faster, or it is an old one: what counts is whether it may be used
    } catch (NoSuchFileException e) {
      throw new SpaceAccessException(directory, e);
    } catch (IOException e) {
      throw new SpaceAccessException(directory, "create the directory", e);
    }
    requireDirectory(directory, groupShared);
  }

  /** Refuses a directory that is a link, belongs to somebody else or may be written by others. */
  public static void requireDirectory(Path directory, boolean groupShared) {
    try {
      Map<String, Object> found = attributes(directory);
      if (!isSet(found, "isDirectory")) {
        throw new SpaceAccessException(directory, "kind of file", kind(found), "a directory");
      }
      requireOwner(directory, found, groupShared);
    } catch (IOException e) {
      throw new SpaceAccessException(directory, "use the directory", e);
    }
    if (!Files.isWritable(directory)) {
      throw new SpaceAccessException(directory, "directory", "not writable", "writable");
    }
  }

  /**
   * Refuses a directory as the place of a private one if it, or the link that leads to it, belongs
   * to somebody else than this user or the superuser: whoever owns it could exchange what is in it
   * at any time, and in a directory like {@code /tmp} anybody can make one with a name that others
   * expect.
   */
  public static void requireParent(Path directory, boolean groupShared) {
    try {
      requireParentOwner(directory, attributes(directory), groupShared);
      Path real = directory.toRealPath();
      if (!real.equals(directory)) {
        requireParentOwner(directory, attributes(real), groupShared);
      }
    } catch (IOException e) {
      throw new SpaceAccessException(directory, "use the directory", e);
    }
  }

  private static void requireParentOwner(
      Path directory, Map<String, Object> found, boolean groupShared) throws IOException {
    int owner = number(found, "uid");
    int self = EffectiveUser.id();
    boolean isGroups = groupShared && (number(found, "mode") & GROUP_WRITE) != 0;
    if (owner != self && owner != SUPERUSER && !isGroups && !EffectiveUser.isUnmapped(owner)) {
      throw new SpaceAccessException(
          directory, "owner", "user " + owner, "user " + self + " or the superuser");
    }
  }

  /** Refuses a file that has another name as well: what is written to it is written there too. */
  public static void requireOneName(Path file) {
    try {
      Object names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      if (names instanceof Integer count && count > 1) {
        throw new SpaceAccessException(file, "number of its names", count, 1);
      }
    } catch (IOException e) {
      throw new SpaceAccessException(file, "use", e);
    }
  }

  /**
   * Refuses a file that is a link or no regular file, belongs to somebody else or may be written by
   * others.
   */
  public static void requireFile(Path file, boolean groupShared) throws NoSuchFileException {
    try {
      Map<String, Object> found = attributes(file);
      if (!isSet(found, "isRegularFile")) {
        throw new SpaceAccessException(file, "kind of file", kind(found), "a regular file");
      }
      requireOwner(file, found, groupShared);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new SpaceAccessException(file, "use", e);
    }
  }

  /** The unchecked exception for a failure of the file system: refused, full, or something else. */
  public static ShmException failure(Path file, String act, IOException cause) {
    if (isFull(cause)) {
      return new FullException("cannot " + act + " " + file, 0, usableBytes(file), cause);
    }
    // A link that was not followed is a plain IOException.
    if (cause instanceof FileSystemException || Files.isSymbolicLink(file)) {
      return new SpaceAccessException(file, act, cause);
    }
    return new ShmException("cannot " + act + " " + file + ": " + cause.getMessage(), cause);
  }

  /** What the file system of a file (which need not be there) has left; 0 if it does not tell. */
  static long usableBytes(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      return parent == null ? 0 : Files.getFileStore(parent).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * The JDK has no exception of its own for ENOSPC and EDQUOT; it has the words of the C library.
   */
  private static boolean isFull(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("No space left on device") || message.contains("quota exceeded");
  }

  private static void requireOwner(Path path, Map<String, Object> found, boolean groupShared)
      throws IOException {
    int owner = number(found, "uid");
    int self = EffectiveUser.id();
    int mode = number(found, "mode");
    int forbidden = groupShared ? OTHERS_WRITE : GROUP_WRITE | OTHERS_WRITE;
    boolean ownerMayDiffer = groupShared && (mode & GROUP_WRITE) != 0;
    if (owner != self && !ownerMayDiffer) {
      throw new SpaceAccessException(path, "owner", "user " + owner, "user " + self);
    }
    if ((mode & forbidden) != 0) {
      throw new SpaceAccessException(
          path,
          "mode",
          Integer.toOctalString(mode & 07777),
          groupShared ? "not writable by others" : "not writable by group or others");
    }
  }

  private static Map<String, Object> attributes(Path path) throws IOException {
    return Files.readAttributes(
        path,
        "unix:uid,gid,mode,isDirectory,isRegularFile,isSymbolicLink",
        LinkOption.NOFOLLOW_LINKS);
  }

  private static String kind(Map<String, Object> found) {
    if (isSet(found, "isSymbolicLink")) {
      return "a symbolic link";
    }
    if (isSet(found, "isDirectory")) {
      return "a directory";
    }
    return isSet(found, "isRegularFile") ? "a regular file" : "a special file";
  }

  private static boolean isSet(Map<String, Object> found, String name) {
    return Boolean.TRUE.equals(found.get(name));
  }

  private static int number(Map<String, Object> found, String name) throws IOException {
    if (found.get(name) instanceof Integer value) {
      return value;
    }
    throw new IOException("the file system does not tell the " + name);
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  /** The user id that the operating system checks this process by. */
  private static final class EffectiveUser {
    private static final Path ID_MAP = Path.of("/proc/self/uid_map");
    private static final Path OVERFLOW_ID = Path.of("/proc/sys/kernel/overflowuid");
    private static final String ALL_IDS = "0\\s+0\\s+4294967295";

    private static volatile @Nullable Integer known;

    static int id() {
      Integer id = known;
      if (id == null) {
        id = read();
        known = id;
      }
      return id;
    }

    /**
     * Whether a user id stands for those that this user namespace does not know, such as the
     * superuser of the machine in a container of somebody else.
     */
    static boolean isUnmapped(int owner) {
      try {
        int overflow = Integer.parseInt(Files.readString(OVERFLOW_ID).strip());
        return owner == overflow && !Files.readString(ID_MAP).strip().matches(ALL_IDS);
      } catch (IOException | NumberFormatException e) {
        throw new SpaceAccessException(ID_MAP, "read the known users from", e);
      }
    }

    private static int read() {
      try {
        for (String line : Files.readAllLines(OWN_STATUS)) {
          if (line.startsWith("Uid:")) {
            // behind tabs: real, effective, saved, file system
            return Integer.parseUnsignedInt(line.split("\t", -1)[2]);
          }
        }
        throw new IOException("it has no line \"Uid:\"");
      } catch (IOException | NumberFormatException e) {
        throw new SpaceAccessException(OWN_STATUS, "read the user id from", e);
      }
    }
  }
}
