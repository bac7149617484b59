package io.shmstl.sql.expression;

import io.shmstl.sql.catalog.ColumnValues;
import io.shmstl.sql.catalog.RowBlock;

/**
 * Rows of a block of one source, of which conditions leave out one after the other. Operators that
 * work on many rows at once take a column of all of them; the others go from row to row. Used by
 * one thread, again and again.
 */
public final class Selection {
  private final int slot;
  private final Frame frame;
  private RowBlock block;
  private int[] rows = new int[0];
  private int count;

  /**
   * All rows of a block.
   *
   * @param slot the source whose rows these are
   */
  public Selection(Frame frame, int slot, RowBlock block) {
    this.frame = frame;
    this.slot = slot;
    this.block = block;
    take(block);
  }

  /** Takes all rows of another block. */
  public void take(RowBlock newBlock) {
    block = newBlock;
    count = newBlock.size();
    if (rows.length < count) {
      rows = new int[count];
    }
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    frame.move(slot, newBlock);
  }

  /** The source whose rows these are. */
  public int slot() {
    return slot;
  }

  /** How many rows are left. */
  public int count() {
    return count;
  }

  /** Puts the source of the frame on a row. */
  public void stand(int index) {
    block.stand(rows[index]);
    frame.move(slot, block); // others may have moved the source since
  }

  /** Whether an expression is a column of these rows. */
  public boolean isColumn(Expression expression) {
    return expression instanceof ColumnReference column && column.slot() == slot;
  }

  /** The integers of a column of all rows. */
  public ColumnValues longs(ColumnReference column, ColumnValues into) {
    into.forLongs(count);
    if (count > 0) {
      block.readLongs(column.column(), rows, count, into);
    }
    return into;
  }

  /** The doubles of a column of all rows. */
  public ColumnValues doubles(ColumnReference column, ColumnValues into) {
    into.forDoubles(count);
    if (count > 0) {
      block.readDoubles(column.column(), rows, count, into);
    }
    return into;
  }

  /** Keeps the rows for which a condition is true, asked row by row. */
  void keepWhereTrue(Expression condition) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      block.stand(rows[i]);
      if (condition.isTrue(frame)) {
        rows[kept++] = rows[i];
      }
    }
    count = kept;
  }

  /** Keeps the rows whose text in a column passes a test. */
  void keepTexts(ColumnReference column, RowBlock.TextTest test) {
    if (count > 0) {
      count = block.selectTexts(column.column(), rows, count, test);
    }
  }

  /** Keeps the rows that are marked. */
  void keepMarked(boolean[] marks) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      rows[kept] = rows[i];
      kept += marks[i] ? 1 : 0;
    }
    count = kept;
  }

  /** Where the rows' frame stands. */
  public Frame frame() {
    return frame;
  }
}
