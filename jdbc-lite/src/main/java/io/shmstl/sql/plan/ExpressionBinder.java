package io.shmstl.sql.plan;

import io.shmstl.sql.aggregate.Aggregates;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.ListExpression;
import io.shmstl.sql.expression.OuterReference;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.function.Functions;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.Identifier;
import io.shmstl.sql.syntax.OrderItem;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the expressions of one query block at one stage. */
final class ExpressionBinder {
  private final Environment environment;
  private final Stage stage;
  private final Scope.@Nullable OuterNames outer;
  private final @Nullable WindowStage windows;
  private final @Nullable SelectList labels;

  ExpressionBinder(
      Environment environment,
      Stage stage,
      Scope.@Nullable OuterNames outer,
      @Nullable WindowStage windows) {
    this(environment, stage, outer, windows, null);
  }

  private ExpressionBinder(
      Environment environment,
      Stage stage,
      Scope.@Nullable OuterNames outer,
      @Nullable WindowStage windows,
      @Nullable SelectList labels) {
    this.environment = environment;
    this.stage = stage;
    this.outer = outer;
    this.windows = windows;
    this.labels = labels;
  }

  /** The same binder for places where window functions may stand. */
  ExpressionBinder with(WindowStage stageOfWindows) {
    return new ExpressionBinder(environment, stage, outer, stageOfWindows);
  }

  /** The same binder for places that know what is selected by its labels as well. */
  ExpressionBinder with(SelectList selected) {
    return new ExpressionBinder(environment, stage, outer, windows, selected);
  }

  List<Expression> bindAll(List<ExpressionNode> nodes) {
    List<Expression> expressions = new ArrayList<>(nodes.size());
    for (ExpressionNode node : nodes) {
      expressions.add(bind(node));
    }
    return expressions;
  }

  Expression condition(ExpressionNode node) {
    return Expressions.condition(bind(node), node.at());
  }

  SortKey sortKey(OrderItem item) {
    return sortKey(item, bind(item.expression()));
  }

  static SortKey sortKey(OrderItem item, Expression expression) {
    boolean nullsFirst =
        item.nulls() == OrderItem.Nulls.DEFAULT
            ? !item.isDescending()
            : item.nulls() == OrderItem.Nulls.FIRST;
    return new SortKey(expression, item.isDescending(), nullsFirst);
  }

  Expression bind(ExpressionNode node) {
    Expression whole = stage.whole(node);
    if (whole != null) {
      return whole;
    }
    environment.descend(node.at());
    Expression bound = parts(node);
    environment.ascend();
    return bound;
  }

  private Expression parts(ExpressionNode node) {
    Position at = node.at();
    return switch (node) {
      case ExpressionNode.Literal n -> new Constant(n.value(), n.type());
      case ExpressionNode.Name n -> name(n);
      case ExpressionNode.Parameter n -> environment.parameter(n.index());
      case ExpressionNode.Negation n -> Expressions.negation(bind(n.operand()), at);
      case ExpressionNode.Arithmetic n ->
          Expressions.arithmetic(n.operator(), bind(n.left()), bind(n.right()), at);
      case ExpressionNode.Concatenation n ->
          Expressions.concatenation(bind(n.left()), bind(n.right()), at);
      case ExpressionNode.Comparison n ->
          Expressions.comparison(n.operator(), bind(n.left()), bind(n.right()), at);
      case ExpressionNode.Logical n -> Expressions.logical(n.isAnd(), bindAll(n.operands()), at);
      case ExpressionNode.Not n -> Expressions.not(bind(n.operand()), true, at);
      case ExpressionNode.Is n -> is(n);
      case ExpressionNode.DistinctFrom n ->
          Expressions.distinctFrom(bind(n.left()), bind(n.right()), n.isNegated(), at);
      case ExpressionNode.Like n -> like(n);
      case ExpressionNode.Between n ->
          Expressions.not(
              Expressions.between(
                  bind(n.value()), bind(n.low()), bind(n.high()), n.isSymmetric(), at),
              n.isNegated(),
              at);
      case ExpressionNode.InList n ->
          Expressions.not(
              Expressions.in(bind(n.value()), bindAll(n.items()), at), n.isNegated(), at);
      case ExpressionNode.InQuery n ->
          Expressions.not(subqueries().in(bind(n.value()), n.query(), at), n.isNegated(), at);
      case ExpressionNode.Quantified n ->
          subqueries().quantified(n.operator(), bind(n.left()), n.isAll(), n.query(), at);
      case ExpressionNode.Exists n -> subqueries().exists(n.query());
      case ExpressionNode.Subquery n -> subqueries().scalar(n.query(), at);
      case ExpressionNode.Case n -> caseOf(n);
      case ExpressionNode.Cast n -> Expressions.cast(bind(n.operand()), n.type(), at);
      case ExpressionNode.RowValue n ->
          new ListExpression(bindAll(n.items()), n.isArray() ? SqlType.ARRAY : SqlType.ROW);
      case ExpressionNode.Call n -> call(n);
    };
  }

  private SubqueryBinder subqueries() {
    return new SubqueryBinder(environment, this);
  }

  private Expression name(ExpressionNode.Name node) {
    Expression found = resolve(node.parts(), node.at());
    if (found == null && labels != null) {
      found = labels.labelled(node);
    }
    if (found == null) {
      StringBuilder text = new StringBuilder();
      node.parts().forEach(part -> text.append(text.isEmpty() ? "" : ".").append(part));
      throw SqlErrors.noColumn(text.toString(), node.at());
    }
    return found;
  }

  /** The value of a name in this block or in one around it, or null. */
  @Nullable Expression resolve(List<Identifier> parts, Position at) {
    Expression here = stage.column(parts, at);
    if (here != null || outer == null) {
      return here;
    }
    Expression found = outer.binder().resolve(parts, at);
    if (found == null) {
      return null;
    }
    if (found instanceof OuterReference) {
      outer.correlation().mark();
    } else {
      outer.correlation().mark(Dependencies.slots(found));
    }
    return new OuterReference(1, found);
  }

  private Expression is(ExpressionNode.Is node) {
    Expression operand = bind(node.operand());
    return switch (node.truth()) {
      case NULL -> Expressions.isNull(operand, node.isNegated());
      case TRUE -> Expressions.is(operand, true, node.isNegated(), node.at());
      case FALSE -> Expressions.is(operand, false, node.isNegated(), node.at());
      case UNKNOWN -> Expressions.is(operand, null, node.isNegated(), node.at());
    };
  }

  private Expression like(ExpressionNode.Like node) {
    Expression like =
        Expressions.like(
            bind(node.value()),
            bind(node.pattern()),
            node.escape() == null ? null : bind(node.escape()),
            node.ignoresCase(),
            node.at());
    return Expressions.not(like, node.isNegated(), node.at());
  }

  private Expression caseOf(ExpressionNode.Case node) {
    Expression operand = node.operand() == null ? null : bind(node.operand());
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (ExpressionNode.When when : node.whens()) {
      Expression condition = bind(when.condition());
      conditions.add(
          operand == null
              ? condition
              : Expressions.comparison(
                  ComparisonOperator.EQUAL, operand, condition, when.condition().at()));
      results.add(bind(when.result()));
    }
    Expression otherwise = node.otherwise() == null ? null : bind(node.otherwise());
    return Expressions.caseOf(conditions, results, otherwise, node.at());
  }

  private Expression call(ExpressionNode.Call call) {
    if (call.tail().over() != null) {
      if (windows == null) {
        throw SqlErrors.misplaced("a window function cannot stand here", call.at());
      }
      return windows.bind(call);
    }
    if (Aggregates.isAggregate(call.name())) {
      return stage.aggregate(call);
    }
    if (WindowStage.isWindowOnly(call.name())) {
      throw SqlErrors.syntax(call.name() + " needs OVER", call.at());
    }
    boolean hasTail =
        call.tail().isStar()
            || call.tail().isDistinct()
            || call.tail().filter() != null
            || !call.tail().orderBy().isEmpty();
    if (hasTail) {
      throw SqlErrors.syntax(call.name() + " is no aggregate", call.at());
    }
    return Functions.bind(call.name(), bindAll(call.arguments()), call.at());
  }
}
