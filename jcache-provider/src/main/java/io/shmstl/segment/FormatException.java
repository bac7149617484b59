package io.shmstl.segment;

import java.nio.file.Path;

/**
 * A file that is not a segment of the format, version or kind asked for. It is left as it was
 * found: nothing but its owner may decide to delete it.
 */
public final class FormatException extends ShmException {
  private static final long serialVersionUID = 1L;

  public FormatException(Path file, String what, Object found, Object expected) {
    super(file + ": " + what + " is " + found + ", expected " + expected);
  }
}
