package io.shmstl.jdbc.tool;

/** A command line that makes no sense; the message says what is wrong with it. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
