package io.shmstl.segment;

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

  private static String describe(Throwable cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
