package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each row of one side, the rows of the other that is started anew on it: a key look-up. */
public final class LookupJoinPlan implements Plan {
  private final Plan left;
  private final Plan right;
  private final KeptColumns rightColumns;
  private final List<Expression> residual;
  private final boolean keepsLeft;

  /**
   * A join by look-up.
   *
   * @param rightColumns the sources of the right side
   * @param residual what must be true beside
   * @param keepsLeft whether left rows without a partner come too
   */
  public LookupJoinPlan(
      Plan left,
      Plan right,
      KeptColumns rightColumns,
      List<Expression> residual,
      boolean keepsLeft) {
    this.left = left;
    this.right = right;
    this.rightColumns = rightColumns;
    this.residual = List.copyOf(residual);
    this.keepsLeft = keepsLeft;
  }

  @Override
  public Cursor open(Frame frame) {
    return new LookupCursor(frame, left.open(frame));
  }

  private final class LookupCursor implements Cursor {
    private final Frame frame;
    private final Cursor lefts;
    private @Nullable Cursor rights;
    private boolean isMatched;

    LookupCursor(Frame frame, Cursor lefts) {
      this.frame = frame;
      this.lefts = lefts;
    }

    @Override
    public boolean next() {
      while (true) {
        frame.context().tick();
        if (rights == null) {
          if (!lefts.next()) {
            return false;
          }
          isMatched = false;
          rights = right.open(frame);
        }
        while (rights.next()) {
          if (HashJoinPlan.areTrue(residual, frame)) {
            isMatched = true;
            return true;
          }
        }
        rights.close();
        rights = null;
        if (keepsLeft && !isMatched) {
          rightColumns.clear(frame);
          return true;
        }
      }
    }

    @Override
    public void close() {
      if (rights != null) {
        rights.close();
      }
      lefts.close();
    }
  }

  @Override
  public void describe(Explanation out) {
    out.step(
        keepsLeft ? "left join by look-up" : "join by look-up",
        () -> {
          left.describe(out);
          right.describe(out);
        });
  }
}
