package io.shmstl.sql.plan;

import io.shmstl.sql.aggregate.Aggregates;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.Block;
import io.shmstl.sql.exec.DistinctPlan;
import io.shmstl.sql.exec.FilterPlan;
import io.shmstl.sql.exec.GatePlan;
import io.shmstl.sql.exec.GroupPlan;
import io.shmstl.sql.exec.KeptColumns;
import io.shmstl.sql.exec.LimitPlan;
import io.shmstl.sql.exec.LimitSpec;
import io.shmstl.sql.exec.Plan;
import io.shmstl.sql.exec.QueryPlan;
import io.shmstl.sql.exec.SelectPlan;
import io.shmstl.sql.exec.SingleRowPlan;
import io.shmstl.sql.exec.SortPlan;
import io.shmstl.sql.exec.SortedSelectPlan;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.OrderItem;
import io.shmstl.sql.syntax.QueryNode;
import io.shmstl.sql.syntax.Unparser;
import io.shmstl.sql.syntax.Walker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds one SELECT with its ORDER BY and its limits. */
final class SelectBinder {
  private final Environment environment;
  private final QueryNode.Select select;
  private final List<OrderItem> orderBy;
  private final LimitSpec limit;
  private final Block block = new Block();
  private final Scope scope;
  private final ExpressionBinder rows;

  SelectBinder(
      Environment environment,
      Scope.@Nullable OuterNames outer,
      QueryNode.Select select,
      List<OrderItem> orderBy,
      LimitSpec limit) {
    this.environment = environment;
    this.select = select;
    this.orderBy = orderBy;
    this.limit = limit;
    this.scope = new Scope(outer);
    this.rows = new ExpressionBinder(environment, new RowStage(scope), outer, null);
  }

  BoundQuery bind() {
    FromNode from = from();
    List<FromNode.Condition> where = new ArrayList<>();
    if (select.where() != null) {
      split(select.where(), rows, where);
    }
    GroupStage groups = groups();
    ExpressionBinder binder =
        groups == null ? rows : new ExpressionBinder(environment, groups, scope.outer(), null);
    Expression having = select.having() == null ? null : binder.condition(select.having());
    WindowStage windows = new WindowStage(binder, select.windows(), block.addSlot());
    ExpressionBinder results = binder.with(windows);
    SelectList list = new SelectList(scope, groups, results);
    list.bind(select.items());
    Expression qualify =
        select.qualify() == null ? null : results.with(list).condition(select.qualify());
    List<SelectList.Key> keys = list.keys(orderBy, select.isDistinct());
    Plan plan = rowPlan(from, where);
    if (groups != null) {
      plan =
          new GroupPlan(
              plan, groups.slot(), groups.keys(), groups.aggregates(), !groups.keys().isEmpty());
    }
    plan = having == null ? plan : new FilterPlan(plan, having, text(select.having()));
    plan = windows.isEmpty() ? plan : windows.plan(plan, kept(groups));
    plan = qualify == null ? plan : new FilterPlan(plan, qualify, text(select.qualify()));
    return new BoundQuery(finish(plan, list, keys), list.columns());
  }

  private static boolean isAggregate(ExpressionNode.Call call) {
    return call.tail().over() == null && Aggregates.isAggregate(call.name());
  }

  private static String text(@Nullable ExpressionNode node) {
    return node == null ? "" : Unparser.text(node);
  }

  private @Nullable FromNode from() {
    FromBinder sources = new FromBinder(environment, scope, block, rows);
    FromNode all = null;
    for (QueryNode.Source source : select.from()) {
      FromNode node = sources.bind(source);
      all = all == null ? node : new FromNode.Inner(all, node, List.of());
    }
    return all;
  }

  /** Adds the parts of a condition that must all be true. */
  static void split(
      ExpressionNode condition, ExpressionBinder binder, List<FromNode.Condition> to) {
    if (condition instanceof ExpressionNode.Logical logical && logical.isAnd()) {
      for (ExpressionNode operand : logical.operands()) {
        split(operand, binder, to);
      }
    } else {
      to.add(new FromNode.Condition(binder.condition(condition), Unparser.text(condition)));
    }
  }

  private @Nullable GroupStage groups() {
    boolean isGrouped =
        select.groupBy() != null
            || select.having() != null
            || Walker.hasCall(select.qualify(), SelectBinder::isAggregate)
            || select.items().stream()
                .anyMatch(item ->
                    item instanceof QueryNode.Selected selected
                        && Walker.hasCall(selected.expression(), SelectBinder::isAggregate))
            || orderBy.stream()
                .anyMatch(item -> Walker.hasCall(item.expression(), SelectBinder::isAggregate));
    if (!isGrouped) {
      return null;
    }
    GroupStage groups = new GroupStage(scope, rows, block.addSlot());
    if (select.groupBy() != null) {
      for (ExpressionNode key : select.groupBy()) {
        groups.addKey(unaliased(key));
      }
    }
    return groups;
  }

  /** A key of GROUP BY; a name that no source has may be that of something selected. */
  private ExpressionNode unaliased(ExpressionNode key) {
    if (key instanceof ExpressionNode.Name name
        && name.parts().size() == 1
        && scope.find(name.parts(), name.at()) == null) {
      for (QueryNode.Item item : select.items()) {
        if (item instanceof QueryNode.Selected selected
            && selected.alias() != null
            && name.parts().getFirst().matches(selected.alias().text())) {
          return selected.expression();
        }
      }
    }
    return key;
  }

  private Plan rowPlan(@Nullable FromNode from, List<FromNode.Condition> where) {
    Plan plan =
        from == null
            ? new SingleRowPlan()
            : new JoinPlanner(scope.sources()).plan(from, where).plan();
    for (FromNode.Condition condition : where) {
      boolean isVolatile = Dependencies.isVolatile(condition.expression());
      plan =
          isVolatile || !Dependencies.slots(condition.expression()).isEmpty()
              ? new FilterPlan(plan, condition.expression(), TableAccess.text(condition))
              : new GatePlan(plan, condition.expression());
    }
    return plan;
  }

  private KeptColumns kept(@Nullable GroupStage groups) {
    if (groups != null) {
      return new KeptColumns(List.of(groups.slot()), List.of(new BitSet()));
    }
    BitSet all = new BitSet();
    scope.sources().forEach(source -> all.set(source.slot()));
    return JoinPlanner.kept(scope.sources(), all);
  }

  private QueryPlan finish(Plan plan, SelectList list, List<SelectList.Key> keys) {
    List<Expression> outputs = list.expressions();
    List<SortKey> sortKeys = keys.stream().map(SelectList.Key::key).toList();
    int width = outputs.size();
    if (select.isDistinct()) {
      QueryPlan distinct = new DistinctPlan(new SelectPlan(plan, block, outputs), width);
      int[] columns = keys.stream().mapToInt(SelectList.Key::output).toArray();
      QueryPlan sorted = keys.isEmpty() ? distinct : new SortPlan(distinct, columns, sortKeys);
      return limit.isNone() ? sorted : new LimitPlan(sorted, limit, width, columns, sortKeys);
    }
    if (keys.isEmpty()) {
      if (limit.withTies()) {
        throw SqlErrors.syntax("WITH TIES needs ORDER BY", select.at());
      }
      QueryPlan unsorted = new SelectPlan(plan, block, outputs);
      return limit.isNone()
          ? unsorted
          : new LimitPlan(unsorted, limit, width, new int[0], List.of());
    }
    int[] columns = new int[keys.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = width + i;
    }
    QueryPlan sorted = new SortedSelectPlan(plan, block, outputs, sortKeys, limit);
    return new LimitPlan(sorted, limit, width, columns, sortKeys);
  }
}
