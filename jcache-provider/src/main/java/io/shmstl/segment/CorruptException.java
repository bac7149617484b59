package io.shmstl.segment;

/** Bytes in a segment that no writer of this format can have left there. */
public final class CorruptException extends ShmException {
  private static final long serialVersionUID = 1L;

  private final long address;

  /**
   * @param what the thing that is damaged, with its segment if known
   * @param address byte offset in the segment at which {@code found} was read
   */
  public CorruptException(String what, long address, Object found, Object expected) {
    super(
        what + " is damaged at address " + address + ": found " + found + ", expected " + expected);
    this.address = address;
  }

  /** The byte offset in the segment of what is damaged. */
  public long address() {
    return address;
  }
}
