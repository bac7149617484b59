package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Selection;
import org.jspecify.annotations.Nullable;

/** The rows of blocks for which a condition is true. */
final class BlockFilterCursor implements BlockCursor {
  private final BlockCursor input;
  private final Expression condition;
  private @Nullable Selection rows;
  private int next;

  BlockFilterCursor(BlockCursor input, Expression condition) {
    this.input = input;
    this.condition = condition;
  }

  @Override
  public @Nullable Selection nextRows() {
    Selection selection = input.nextRows();
    if (selection != null) {
      condition.select(selection);
    }
    return selection;
  }

  @Override
  public boolean next() {
    Selection selection = rows;
    while (selection == null || next == selection.count()) {
      selection = nextRows();
      if (selection == null) {
        return false;
      }
      rows = selection;
      next = 0;
    }
    selection.stand(next++);
    return true;
  }

  @Override
  public void close() {
    input.close();
  }
}
