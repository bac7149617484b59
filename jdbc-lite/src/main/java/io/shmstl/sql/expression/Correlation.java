package io.shmstl.sql.expression;

import java.util.BitSet;

/** What a subquery takes from the queries around it; filled while it is bound. */
public final class Correlation {
  private final BitSet slots = new BitSet();
  private boolean isCorrelated;

  /** Notes that the subquery reads something outside of it. */
  public void mark() {
    isCorrelated = true;
  }

  /** Notes that the subquery reads a source of the query right around it. */
  public void mark(BitSet read) {
    isCorrelated = true;
    slots.or(read);
  }

  public boolean isCorrelated() {
    return isCorrelated;
  }

  BitSet slots() {
    return slots;
  }
}
