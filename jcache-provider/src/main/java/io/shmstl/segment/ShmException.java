package io.shmstl.segment;

/** The outside world is not as it must be: base of the unchecked exceptions of shared memory. */
public class ShmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ShmException(String message) {
    super(message);
  }

  public ShmException(String message, Throwable cause) {
    super(message, cause);
  }
}
