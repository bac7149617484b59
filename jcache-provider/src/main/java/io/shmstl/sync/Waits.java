package io.shmstl.sync;

/**
 * How often a lock had to be waited for, by all processes, since its segment was made. Only waits
 * that ended in having it are counted; who gave up has an exception to tell of it.
 *
 * @param count the number of waits
 * @param nanos how long they were together, in nanoseconds
 */
public record Waits(long count, long nanos) {
  /** Of what nobody has waited for. */
  public static final Waits NONE = new Waits(0, 0);

  Waits plus(Waits other) {
    return new Waits(count + other.count, nanos + other.nanos);
  }
}
