package io.shmstl.sql.plan;

import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.SubqueryExpression;
import java.util.BitSet;

/** What an expression needs before it can be evaluated. */
final class Dependencies {
  private Dependencies() {}

  /** The sources of the same query block that an expression reads, in its subqueries too. */
  static BitSet slots(Expression expression) {
    BitSet slots = new BitSet();
    collect(expression, slots);
    return slots;
  }

  private static void collect(Expression expression, BitSet slots) {
    if (expression instanceof ColumnReference reference) {
      slots.set(reference.slot());
    } else if (expression instanceof SubqueryExpression subquery) {
      slots.or(subquery.outerSlots());
    }
    expression.forEachOperand(operand -> collect(operand, slots));
  }

  /** Whether an expression must be evaluated for each row, whatever it reads. */
  static boolean isVolatile(Expression expression) {
    boolean[] found = {expression.isVolatile()};
    expression.forEachOperand(operand -> found[0] |= isVolatile(operand));
    return found[0];
  }

  static boolean contains(BitSet all, BitSet some) {
    BitSet rest = (BitSet) some.clone();
    rest.andNot(all);
    return rest.isEmpty();
  }
}
