package io.shmstl.sql.plan;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On which rows expressions stand: those of the sources, or groups of them. */
interface Stage {
  /** What stands for a whole expression here, or null if its parts must be bound. */
  @Nullable Expression whole(ExpressionNode node);

  /** The value of a name of this query block, or null if it has no such name. */
  @Nullable Expression column(List<Identifier> parts, Position at);

  /** The value of an aggregate. */
  Expression aggregate(ExpressionNode.Call call);
}
