package io.shmstl.sql.expression;

import io.shmstl.sql.catalog.Row;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Where one execution of one query block stands: a row for each of its sources. Operators move the
 * rows, expressions read them. A subquery has a frame of its own that knows the outer one.
 */
public final class Frame {
  /** The row of a source that has none: what an outer join puts beside rows without a partner. */
  public static final Row NULLS = _ -> null;

  private final StatementContext context;
  private final @Nullable Frame outer;
  private final Row[] rows;

  public Frame(StatementContext context, @Nullable Frame outer, int slots) {
    this.context = context;
    this.outer = outer;
    this.rows = new Row[slots];
    java.util.Arrays.fill(rows, NULLS);
  }

  public StatementContext context() {
    return context;
  }

  /** The frame of the query around this one. */
  public @Nullable Frame outer() {
    return outer;
  }

  /** The row of a source. */
  public Row row(int slot) {
    return rows[slot];
  }

  /** Puts a source on a row. */
  public void move(int slot, Row row) {
    rows[slot] = row;
  }

  /** Puts several sources on no row. */
  public void clear(BitSet slots) {
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      rows[slot] = NULLS;
    }
  }
}
