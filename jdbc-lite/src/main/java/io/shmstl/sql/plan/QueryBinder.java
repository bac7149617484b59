package io.shmstl.sql.plan;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.ConvertPlan;
import io.shmstl.sql.exec.DistinctPlan;
import io.shmstl.sql.exec.LimitPlan;
import io.shmstl.sql.exec.LimitSpec;
import io.shmstl.sql.exec.MatchPlan;
import io.shmstl.sql.exec.QueryPlan;
import io.shmstl.sql.exec.SharedPlan;
import io.shmstl.sql.exec.SortPlan;
import io.shmstl.sql.exec.UnionAllPlan;
import io.shmstl.sql.exec.ValuesPlan;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.Identifier;
import io.shmstl.sql.syntax.OrderItem;
import io.shmstl.sql.syntax.QueryNode;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds queries: WITH, set operations, VALUES, and the order and limits around them. */
final class QueryBinder {
  private final Environment environment;
  private final Scope.@Nullable OuterNames outer;

  QueryBinder(Environment environment, Scope.@Nullable OuterNames outer) {
    this.environment = environment;
    this.outer = outer;
  }

  BoundQuery bind(QueryNode query) {
    environment.descend(query.at());
    Environment inner = environment;
    for (QueryNode.CommonTable common : query.with()) {
      inner = declare(inner, common);
    }
    BoundQuery bound = new QueryBinder(inner, outer).bindWithoutTables(query);
    environment.ascend();
    return bound;
  }

  private static Environment declare(Environment environment, QueryNode.CommonTable common) {
    BoundQuery query = new QueryBinder(environment, null).bind(common.query());
    List<OutputColumn> columns = new ArrayList<>();
    List<Identifier> names = common.columns();
    if (!names.isEmpty() && names.size() != query.columns().size()) {
      throw SqlErrors.columnCount(
          names.size() + " names for " + query.columns().size() + " columns", common.at());
    }
    for (int i = 0; i < query.columns().size(); i++) {
      OutputColumn column = query.columns().get(i);
      columns.add(names.isEmpty() ? column : column.withLabel(names.get(i).text()));
    }
    return environment.with(
        common.name(), new SharedPlan(query.plan(), common.name().text()), columns);
  }

  private BoundQuery bindWithoutTables(QueryNode query) {
    LimitSpec limit = limit(query.limit(), query.at());
    if (query.body() instanceof QueryNode.Select select) {
      return new SelectBinder(environment, outer, select, query.orderBy(), limit).bind();
    }
    BoundQuery body = body(query.body());
    QueryPlan plan = body.plan();
    int[] columns = new int[query.orderBy().size()];
    List<SortKey> keys = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      OrderItem item = query.orderBy().get(i);
      columns[i] = output(item.expression(), body.columns());
      keys.add(
          ExpressionBinder.sortKey(
              item, new Constant(null, body.columns().get(columns[i]).type())));
    }
    if (!keys.isEmpty()) {
      plan = new SortPlan(plan, columns, keys);
    }
    if (!limit.isNone()) {
      plan = new LimitPlan(plan, limit, body.columns().size(), columns, keys);
    }
    return new BoundQuery(plan, body.columns());
  }

  private static int output(ExpressionNode node, List<OutputColumn> columns) {
    int ordinal = SelectList.ordinal(node, columns.size());
    int index =
        ordinal < 0 && node instanceof ExpressionNode.Name name
            ? SelectList.labelled(name, columns)
            : ordinal;
    if (index < 0) {
      throw SqlErrors.syntax("ORDER BY takes a column of the result here", node.at());
    }
    return index;
  }

  private LimitSpec limit(QueryNode.Limit limit, Position at) {
    return new LimitSpec(
        number(limit.offset(), at), number(limit.count(), at), limit.isPercent(), limit.withTies());
  }

  private @Nullable Expression number(@Nullable ExpressionNode node, Position at) {
    if (node == null) {
      return null;
    }
    ExpressionBinder plain =
        new ExpressionBinder(environment, new RowStage(new Scope(null)), outer, null);
    return Expressions.convert(plain.bind(node), SqlType.BIGINT, at);
  }

  private BoundQuery body(QueryNode.Body body) {
    return switch (body) {
      case QueryNode.Select select ->
          new SelectBinder(
                  environment, outer, select, List.of(), new LimitSpec(null, null, false, false))
              .bind();
      case QueryNode.Nested nested -> bind(nested.query());
      case QueryNode.Values values -> values(values);
      case QueryNode.SetOperation operation -> operation(operation);
    };
  }

  private BoundQuery values(QueryNode.Values values) {
    ExpressionBinder plain =
        new ExpressionBinder(environment, new RowStage(new Scope(null)), outer, null);
    int width = values.rows().getFirst().size();
    List<List<Expression>> rows = new ArrayList<>();
    for (List<ExpressionNode> row : values.rows()) {
      if (row.size() != width) {
        throw SqlErrors.columnCount("rows of " + width + " and " + row.size(), values.at());
      }
      rows.add(plain.bindAll(row));
    }
    List<OutputColumn> columns = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      List<Expression> column = new ArrayList<>();
      for (List<Expression> row : rows) {
        column.add(row.get(c));
      }
      SqlType type = Expressions.common(column, values.at());
      for (List<Expression> row : rows) {
        row.set(c, Expressions.convert(row.get(c), type, values.at()));
      }
      columns.add(OutputColumn.computed("C" + (c + 1), type));
    }
    return new BoundQuery(new ValuesPlan(rows), columns);
  }

  private BoundQuery operation(QueryNode.SetOperation operation) {
    environment.descend(operation.at());
    BoundQuery left = body(operation.left());
    BoundQuery right = body(operation.right());
    environment.ascend();
    int width = left.columns().size();
    if (right.columns().size() != width) {
      throw SqlErrors.columnCount(
          operation.operator() + " of " + width + " and " + right.columns().size() + " columns",
          operation.at());
    }
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      SqlType type =
          TypeRules.common(
              left.columns().get(i).type(), right.columns().get(i).type(), operation.at());
      columns.add(OutputColumn.computed(left.columns().get(i).label(), type));
    }
    QueryPlan l = converted(left, columns);
    QueryPlan r = converted(right, columns);
    QueryPlan plan =
        switch (operation.operator()) {
          case UNION -> {
            QueryPlan all = new UnionAllPlan(l, r);
            yield operation.isAll() ? all : new DistinctPlan(all, width);
          }
          case EXCEPT -> new MatchPlan(l, r, width, false, operation.isAll());
          case INTERSECT -> new MatchPlan(l, r, width, true, operation.isAll());
        };
    return new BoundQuery(plan, columns);
  }

  private static QueryPlan converted(BoundQuery query, List<OutputColumn> columns) {
    List<@Nullable TypeKind> kinds = new ArrayList<>();
    boolean isSame = true;
    for (int i = 0; i < columns.size(); i++) {
      TypeKind from = query.columns().get(i).type().kind();
      TypeKind to = columns.get(i).type().kind();
      boolean isConverted = from != to && !(from.isInteger() && to.isInteger());
      kinds.add(isConverted ? to : null);
      isSame &= !isConverted;
    }
    return isSame ? query.plan() : new ConvertPlan(query.plan(), kinds);
  }
}
