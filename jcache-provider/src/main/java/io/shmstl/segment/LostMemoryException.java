package io.shmstl.segment;

import java.nio.file.Path;

/**
 * The memory behind a mapped segment could not be touched: its file was cut under the mapping, or
 * its file system lost a page. The segment cannot be written through this mapping any more; whoever
 * closes it in this process and opens it again gets what is left, or an empty one.
 */
public final class LostMemoryException extends ShmException {
  private static final long serialVersionUID = 1L;

  LostMemoryException(Path file, InternalError cause) {
    super(
        "the memory of "
            + file
            + " cannot be read or written: the file was cut while it was mapped, or its file"
            + " system lost a part of it; close it in this process and open it again",
        cause);
  }
}
