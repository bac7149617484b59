package io.shmstl.sql.plan;

import io.shmstl.sql.expression.Comparison;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.syntax.ComparisonOperator;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An equation between two groups of sources: the keys of a hash join.
 *
 * @param left reads the first group only
 * @param right reads the second group only
 */
record EqualSides(Expression left, Expression right) {
  /** The sides of a condition if it is such an equation, or null. */
  static @Nullable EqualSides of(FromNode.Condition condition, BitSet left, BitSet right) {
    if (!(condition.expression() instanceof Comparison equal)
        || equal.operator() != ComparisonOperator.EQUAL) {
      return null;
    }
    BitSet first = Dependencies.slots(equal.left());
    BitSet second = Dependencies.slots(equal.right());
    if (first.isEmpty() || second.isEmpty()) {
      return null;
    }
    if (Dependencies.contains(left, first) && Dependencies.contains(right, second)) {
      return new EqualSides(equal.left(), equal.right());
    }
    if (Dependencies.contains(right, first) && Dependencies.contains(left, second)) {
      return new EqualSides(equal.right(), equal.left());
    }
    return null;
  }
}
