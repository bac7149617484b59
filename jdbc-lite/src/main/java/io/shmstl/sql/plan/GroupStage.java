package io.shmstl.sql.plan;

import io.shmstl.sql.aggregate.Aggregate;
import io.shmstl.sql.aggregate.Aggregates;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.syntax.CallTail;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.Identifier;
import io.shmstl.sql.syntax.OrderItem;
import io.shmstl.sql.syntax.Unparser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions on groups: made of the keys, and of aggregates that are collected here. */
final class GroupStage implements Stage {
  private final Scope scope;
  private final ExpressionBinder rows;
  private final int slot;
  private final List<Expression> keys = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final Map<String, Integer> keyIndexes = new HashMap<>();
  private final Map<String, Integer> aggregateIndexes = new HashMap<>();
  private boolean hasComputedKeys;

  GroupStage(Scope scope, ExpressionBinder rows, int slot) {
    this.scope = scope;
    this.rows = rows;
    this.slot = slot;
  }

  int slot() {
    return slot;
  }

  List<Expression> keys() {
    return keys;
  }

  /** The aggregates so far. */
  List<Aggregate> aggregates() {
    return aggregates;
  }

  void addKey(ExpressionNode node) {
    String signature = signature(node);
    if (keyIndexes.putIfAbsent(signature, keys.size()) == null) {
      keys.add(rows.bind(node));
      hasComputedKeys |= !(node instanceof ExpressionNode.Name);
    }
  }

  /** The text of an expression with columns by place, the same for all ways to write them. */
  private String signature(ExpressionNode node) {
    return Unparser.text(
        node,
        name -> {
          Expression found = scope.find(name.parts(), name.at());
          return found instanceof ColumnReference column
              ? "#" + column.slot() + "." + column.column()
              : found != null ? "#" + name.parts().getLast() : String.valueOf(name.parts());
        });
  }

  @Override
  public @Nullable Expression whole(ExpressionNode node) {
    if (!hasComputedKeys
        || node instanceof ExpressionNode.Name
        || node instanceof ExpressionNode.Literal) {
      return null;
    }
    return key(signature(node));
  }

  private @Nullable Expression key(String signature) {
    Integer index = keyIndexes.get(signature);
    return index == null ? null : new ColumnReference(slot, index, keys.get(index).type());
  }

  /** The key that a column of a source is. */
  Expression key(ColumnReference column, String name, Position at) {
    Expression key = key("#" + column.slot() + "." + column.column());
    if (key == null) {
      throw SqlErrors.notGrouped("column " + name, at);
    }
    return key;
  }

  @Override
  public @Nullable Expression column(List<Identifier> parts, Position at) {
    if (scope.find(parts, at) == null) {
      return null;
    }
    Expression key = key(signature(new ExpressionNode.Name(parts, at)));
    if (key == null) {
      throw SqlErrors.notGrouped("column " + parts.getLast(), at);
    }
    return key;
  }

  @Override
  public Expression aggregate(ExpressionNode.Call call) {
    String signature = signature(call);
    Integer index = aggregateIndexes.get(signature);
    if (index == null) {
      index = aggregates.size();
      aggregates.add(bind(call, rows));
      aggregateIndexes.put(signature, index);
    }
    return new ColumnReference(slot, keys.size() + index, aggregates.get(index).type());
  }

  /** An aggregate over rows. */
  static Aggregate bind(ExpressionNode.Call call, ExpressionBinder rows) {
    CallTail tail = call.tail();
    List<SortKey> orderBy = new ArrayList<>();
    for (OrderItem item : tail.orderBy()) {
      orderBy.add(rows.sortKey(item));
    }
    return Aggregates.bind(
        call.name(),
        rows.bindAll(call.arguments()),
        tail.isStar(),
        tail.isDistinct(),
        tail.filter() == null ? null : Expressions.condition(rows.bind(tail.filter()), call.at()),
        orderBy,
        call.at());
  }
}
