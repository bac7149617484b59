package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.StatementContext;
import org.jspecify.annotations.Nullable;

/** The sources of one query block, counted while it is bound. */
public final class Block {
  private int slots;

  /** A place for one more source. */
  public int addSlot() {
    return slots++;
  }

  /** A frame with a place for each source. */
  Frame start(StatementContext context, @Nullable Frame outer) {
    return new Frame(context, outer, slots);
  }
}
