package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;

/** A step inside a query block: moves the sources of a frame. Immutable, shared by executions. */
public interface Plan {
  /** Starts on a frame. */
  Cursor open(Frame frame);

  /** Tells what it does. */
  void describe(Explanation out);

  /** Where a step stands. Used by one thread; closed once by who opened it. */
  interface Cursor extends AutoCloseable {
    /** Moves the frame to the next combination of rows; false at the end. */
    boolean next();

    @Override
    void close();
  }
}
