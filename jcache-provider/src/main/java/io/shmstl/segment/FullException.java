package io.shmstl.segment;

/** There is no room: in the segment, or in the file system that holds it. */
public final class FullException extends ShmException {
  private static final long serialVersionUID = 1L;

  private final long askedBytes;
  private final long availableBytes;

  public FullException(String what, long askedBytes, long availableBytes) {
    super(what + ": asked for " + askedBytes + " bytes, available are " + availableBytes);
    this.askedBytes = askedBytes;
    this.availableBytes = availableBytes;
  }

  /** The same, with what the file system said. */
  public FullException(String what, long askedBytes, long availableBytes, Throwable cause) {
    super(
        what
            + ": asked for "
            + askedBytes
            + " bytes, available are "
            + availableBytes
            + " ("
            + cause.getMessage()
            + ")",
        cause);
    this.askedBytes = askedBytes;
    this.availableBytes = availableBytes;
  }

  public long askedBytes() {
    return askedBytes;
  }

  public long availableBytes() {
    return availableBytes;
  }
}
