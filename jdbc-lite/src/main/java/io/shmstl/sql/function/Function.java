package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.expression.Expression;
import java.util.List;

/** A scalar function of SQL: checks the arguments of a call and makes the expression. */
@FunctionalInterface
interface Function {
  Expression bind(String name, List<Expression> arguments, Position at);
}
