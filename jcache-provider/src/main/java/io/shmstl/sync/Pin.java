package io.shmstl.sync;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A hold on a version of a segment: while it is open, writers keep what a snapshot of that version
 * can see (unless they raise the minimum readable version past it).
 *
 * <p>May be closed by any thread, once or more often.
 */
public final class Pin implements AutoCloseable {
  private final Pins pins;
  private final int number;
  private final long owner;
  private final long version;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  Pin(Pins pins, int number, long owner, long version) {
    this.pins = pins;
    this.number = number;
    this.owner = owner;
    this.version = version;
  }

  /**
   * The pinned version: everything committed up to it is visible. 0 for a pin that holds
   * everything.
   */
  public long version() {
    return version;
  }

  /** Which of the segment's pins it is. */
  public int number() {
    return number;
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      pins.giveBack(this);
    }
  }

  long owner() {
    return owner;
  }
}
