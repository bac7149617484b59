package io.shmstl.segment;

/**
 * Where the failure of an access to mapped memory comes up.
 *
 * <p>A page that is not there any more is a SIGBUS, which the virtual machine answers with an
 * {@code InternalError}; but in compiled code not at the access. It goes on behind it with whatever
 * was read, and throws at the next place at which it looks whether the thread is wanted, which may
 * be the end of a method that the call was compiled into, in the code of the user. A loop whose
 * length cannot be known before is such a place, and costs some two nanoseconds.
 */
public final class Faults {
  /** What is loaded next: two rounds, and no compiler may know it. */
  private static final int[] ROUNDS = {0, 0, 1};

  private Faults() {}

  /**
   * Throws what an access before it has left to be thrown. To be called inside the block that
   * catches it, where what was read is about to be believed.
   *
   * @throws InternalError if an access failed
   */
  public static void settle() {
    int left = 2;
    while (left != 0) {
      left = ROUNDS[left];
    }
  }
}
