package io.shmstl.sql.plan;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.ConvertPlan;
import io.shmstl.sql.exec.QueryPlan;
import io.shmstl.sql.expression.Correlation;
import io.shmstl.sql.expression.ExistsSubquery;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.InSubquery;
import io.shmstl.sql.expression.ListExpression;
import io.shmstl.sql.expression.QuantifiedComparison;
import io.shmstl.sql.expression.RowInSubquery;
import io.shmstl.sql.expression.ScalarSubquery;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.syntax.QueryNode;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds queries inside of expressions. */
record SubqueryBinder(Environment environment, ExpressionBinder around) {
  private BoundQuery query(QueryNode node, Correlation correlation) {
    return new QueryBinder(environment, new Scope.OuterNames(around, correlation)).bind(node);
  }

  private BoundQuery column(QueryNode node, Correlation correlation, Position at) {
    BoundQuery query = query(node, correlation);
    if (query.columns().size() != 1) {
      throw SqlErrors.columnCount(
          "a subquery here has one column, not " + query.columns().size(), at);
    }
    return query;
  }

  Expression scalar(QueryNode node, Position at) {
    Correlation correlation = new Correlation();
    BoundQuery query = column(node, correlation, at);
    return new ScalarSubquery(query.columns().getFirst().type(), query.plan(), correlation);
  }

  Expression exists(QueryNode node) {
    Correlation correlation = new Correlation();
    return new ExistsSubquery(query(node, correlation).plan(), correlation);
  }

  Expression in(Expression value, QueryNode node, Position at) {
    Correlation correlation = new Correlation();
    if (value instanceof ListExpression row) {
      return in(row.items(), node, correlation, at);
    }
    BoundQuery query = column(node, correlation, at);
    SqlType found = query.columns().getFirst().type();
    SqlType type = Expressions.comparable(value.type(), found, at);
    return new InSubquery(
        Expressions.compared(value, type, at), converted(query.plan(), found, type), correlation);
  }

  private Expression in(
      List<Expression> row, QueryNode node, Correlation correlation, Position at) {
    BoundQuery query = query(node, correlation);
    if (query.columns().size() != row.size()) {
      throw SqlErrors.columnCount(
          "a row of " + row.size() + " is not among rows of " + query.columns().size(), at);
    }
    List<Expression> values = new ArrayList<>();
    List<@Nullable TypeKind> kinds = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      SqlType found = query.columns().get(i).type();
      SqlType type = Expressions.comparable(row.get(i).type(), found, at);
      values.add(Expressions.compared(row.get(i), type, at));
      kinds.add(isSame(found, type) ? null : type.kind());
    }
    return new RowInSubquery(values, new ConvertPlan(query.plan(), kinds), correlation);
  }

  Expression quantified(
      ComparisonOperator operator, Expression left, boolean isAll, QueryNode node, Position at) {
    Correlation correlation = new Correlation();
    BoundQuery query = column(node, correlation, at);
    SqlType found = query.columns().getFirst().type();
    SqlType type = Expressions.comparable(left.type(), found, at);
    return new QuantifiedComparison(
        operator,
        Expressions.compared(left, type, at),
        isAll,
        converted(query.plan(), found, type),
        correlation);
  }

  private static QueryPlan converted(QueryPlan plan, SqlType from, SqlType to) {
    return isSame(from, to) ? plan : new ConvertPlan(plan, Collections.singletonList(to.kind()));
  }

  private static boolean isSame(SqlType from, SqlType to) {
    return (from.kind() == to.kind() && to.kind() != TypeKind.CHAR)
        || (from.kind().isInteger() && to.kind().isInteger());
  }
}
