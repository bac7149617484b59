package io.shmstl.sql.plan;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions on the rows of the sources. */
record RowStage(Scope scope) implements Stage {
  @Override
  public @Nullable Expression whole(ExpressionNode node) {
    return null;
  }

  @Override
  public @Nullable Expression column(List<Identifier> parts, Position at) {
    return scope.find(parts, at);
  }

  @Override
  public Expression aggregate(ExpressionNode.Call call) {
    throw SqlErrors.misplaced("the aggregate " + call.name() + " cannot stand here", call.at());
  }
}
