package io.shmstl.segment;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file or directory that may not be used: another owner, writable by others, a symbolic link, not
 * of the right kind, or not permitted by the operating system.
 */
public final class SpaceAccessException extends ShmException {
  private static final long serialVersionUID = 1L;

  public SpaceAccessException(Path path, String what, Object found, Object expected) {
    super(path + ": " + what + " is " + found + ", expected " + expected);
  }

  /** The operating system refused; {@code cause} says how. */
  public SpaceAccessException(Path path, String act, Throwable cause) {
    super("cannot " + act + " " + path + ": " + describe(cause), cause);
  }

  /** A directory cannot be made, for there is none to make it in. */
  SpaceAccessException(Path directory, NoSuchFileException cause) {
    super(
        "cannot create the directory %s: there is no directory %s it could be made in"
            .formatted(directory, directory.getParent()),
        cause);
  }

  private static String describe(Throwable cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
