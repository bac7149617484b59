package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import java.util.List;

/**
 * Two inputs joined: the right one is kept in a hash table, the left one streams past it. Without
 * keys every left row meets every right one.
 */
public final class HashJoinPlan implements Plan {
  /** Which rows come without a partner. */
  public enum Keeps {
    NOTHING,
    LEFT,
    BOTH
  }

  /**
   * What belongs together.
   *
   * @param leftKeys expressions on the left sources
   * @param rightKeys as many, of the same kinds, on the right ones
   * @param residual what must be true beside
   */
  public record Condition(
      List<Expression> leftKeys, List<Expression> rightKeys, List<Expression> residual) {
    public Condition {
      leftKeys = List.copyOf(leftKeys);
      rightKeys = List.copyOf(rightKeys);
      residual = List.copyOf(residual);
    }
  }

  private final Plan left;
  private final Plan right;
  private final Condition condition;
  private final Keeps keeps;
  private final KeptColumns leftColumns;
  private final KeptColumns rightColumns;

  public HashJoinPlan(
      Plan left,
      Plan right,
      Condition condition,
      Keeps keeps,
      KeptColumns leftColumns,
      KeptColumns rightColumns) {
    this.left = left;
    this.right = right;
    this.condition = condition;
    this.keeps = keeps;
    this.leftColumns = leftColumns;
    this.rightColumns = rightColumns;
  }

  static boolean areTrue(List<Expression> conditions, Frame frame) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).isTrue(frame)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Cursor open(Frame frame) {
    return new HashJoinCursor(this, frame);
  }

  Plan left() {
    return left;
  }

  Plan right() {
    return right;
  }

  Condition condition() {
    return condition;
  }

  Keeps keeps() {
    return keeps;
  }

  KeptColumns leftColumns() {
    return leftColumns;
  }

  KeptColumns rightColumns() {
    return rightColumns;
  }

  @Override
  public void describe(Explanation out) {
    String kind = condition.leftKeys().isEmpty() ? "nested loop join" : "hash join";
    String prefix =
        switch (keeps) {
          case NOTHING -> "";
          case LEFT -> "left ";
          case BOTH -> "full ";
        };
    out.step(
        prefix + kind,
        () -> {
          left.describe(out);
          right.describe(out);
        });
  }
}
