package io.shmstl.segment;

/**
 * This operating system or processor is not one on which the protocols of a segment are known to
 * hold.
 */
public final class UnsupportedPlatformException extends ShmException {
  private static final long serialVersionUID = 1L;

  public UnsupportedPlatformException(String found) {
    super("shmstl runs on Linux on x86-64 or aarch64; this is " + found);
  }
}
