package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;

/** A plan as lines of text: a step a line, its inputs indented below it. */
public final class Explanation {
  private final List<String> lines = new ArrayList<>();
  private int depth;

  /** A step without inputs. */
  public void step(String text) {
    lines.add("  ".repeat(depth) + text);
  }

  /** A step with its inputs. */
  public void step(String text, Runnable inputs) {
    step(text);
    depth++;
    inputs.run();
    depth--;
  }

  /** The queries inside of expressions that the step above evaluates. */
  public void queriesIn(List<Expression> expressions) {
    for (Expression expression : expressions) {
      if (expression instanceof SubqueryExpression query
          && query.plan() instanceof QueryPlan plan) {
        String often = query.outerSlots().isEmpty() ? "subquery" : "subquery for each row";
        step(often, () -> plan.describe(this));
      }
      expression.forEachOperand(operand -> queriesIn(List.of(operand)));
    }
  }

  /** All lines. */
  public List<String> lines() {
    return lines;
  }
}
