package io.shmstl.sync;

/**
 * A hold on a version of a segment: while it is open, writers keep what a snapshot of that version
 * can see (unless they raise the minimum readable version past it).
 *
 * <p>May be closed by any thread, once or more often; what could not be given back because of an
 * error is given back by closing it again.
 */
public final class Pin implements AutoCloseable {
  /** Counts the pins of this JVM; two that get the same number share a place in a table. */
  private static int made;

  private final Pins pins;
  private final int hash;
  private int number;
  private long owner;
  private long version;
  private boolean isHeld;

  Pin(Pins pins) {
    this.pins = pins;
    hash = made++;
  }

  /** As equality, of the object itself; made up faster than the one that comes with it. */
  @Override
  public int hashCode() {
    return hash;
  }

  /**
   * The pinned version: everything committed up to it is visible. 0 for a pin that holds
   * everything.
   */
  public synchronized long version() {
    return version;
  }

  /** Which of the segment's pins it is. */
  public synchronized int number() {
    return number;
  }

  @Override
  public synchronized void close() {
    if (isHeld) {
      pins.giveBack(this);
      isHeld = false;
    }
  }

  /** The pin is this one's from now on, and holds everything. */
  synchronized void claimed(int number, long owner) {
    this.number = number;
    this.owner = owner;
    isHeld = true;
  }

  synchronized void read(long version) {
    this.version = version;
  }

  synchronized long owner() {
    return owner;
  }
}
