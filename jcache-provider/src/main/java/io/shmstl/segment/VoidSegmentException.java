package io.shmstl.segment;

import java.nio.file.Path;

/**
 * A segment of the right format whose contents do not count any more: written before the machine
 * was started, cut short or with a broken checksum. The owner of the space recreates it, since a
 * cache may be lost; nobody else touches it.
 */
public final class VoidSegmentException extends ShmException {
  private static final long serialVersionUID = 1L;

  public VoidSegmentException(Path file, String what, Object found, Object expected) {
    super(file + ": contents are void, " + what + " is " + found + ", expected " + expected);
  }

  /** A word outside the checksum makes no sense. */
  public VoidSegmentException(Path file, CorruptException cause) {
    super(file + ": contents are void, " + cause.getMessage(), cause);
  }
}
