package io.shmstl.sql.plan;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.OrderItem;
import io.shmstl.sql.syntax.QueryNode;
import io.shmstl.sql.syntax.Unparser;
import io.shmstl.sql.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a SELECT gives: expressions with their names; and how ORDER BY refers to them. */
final class SelectList {
  private static final int NO_OUTPUT = -1;

  private final Scope scope;
  private final @Nullable GroupStage groups;
  private final ExpressionBinder binder;
  private final List<Expression> expressions = new ArrayList<>();
  private final List<OutputColumn> columns = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();

  /** A sort key, with the index of the output it is equal to. */
  record Key(SortKey key, int output) {}

  SelectList(Scope scope, @Nullable GroupStage groups, ExpressionBinder binder) {
    this.scope = scope;
    this.groups = groups;
    this.binder = binder;
  }

  List<Expression> expressions() {
    return expressions;
  }

  List<OutputColumn> columns() {
    return columns;
  }

  void bind(List<QueryNode.Item> items) {
    for (QueryNode.Item item : items) {
      switch (item) {
        case QueryNode.Star star -> star(star);
        case QueryNode.Selected selected -> selected(selected);
      }
    }
  }

  private void selected(QueryNode.Selected selected) {
    ExpressionNode node = selected.expression();
    Expression expression = binder.bind(node);
    OutputColumn origin = origin(node, expression);
    add(
        expression,
        selected.alias() == null ? origin : origin.withLabel(selected.alias().text()),
        signature(node));
  }

  private OutputColumn origin(ExpressionNode node, Expression expression) {
    if (node instanceof ExpressionNode.Name name) {
      Expression found = scope.find(name.parts(), name.at());
      for (Source source : scope.sources()) {
        if (found instanceof ColumnReference column && column.slot() == source.slot()) {
          return source.columns().get(column.column()).origin();
        }
      }
    }
    return OutputColumn.computed(Unparser.text(node), expression.type());
  }

  private String signature(ExpressionNode node) {
    return Unparser.text(
        node,
        name ->
            scope.find(name.parts(), name.at()) instanceof ColumnReference column
                ? "#" + column.slot() + "." + column.column()
                : String.valueOf(name.parts()));
  }

  private void star(QueryNode.Star star) {
    if (scope.sources().isEmpty()) {
      throw SqlErrors.syntax("a star needs FROM", star.at());
    }
    List<Scope.StarColumn> all = star.qualifier().isEmpty() ? scope.star() : qualified(star);
    for (Scope.StarColumn column : all) {
      scope.use(column.value());
      Expression value = column.value();
      if (groups != null && value instanceof ColumnReference reference) {
        value = groups.key(reference, column.name(), star.at());
      }
      String signature =
          column.value() instanceof ColumnReference reference
              ? "#" + reference.slot() + "." + reference.column()
              : column.name();
      add(value, column.origin().withLabel(column.name()), signature);
    }
  }

  private List<Scope.StarColumn> qualified(QueryNode.Star star) {
    List<Scope.StarColumn> found = new ArrayList<>();
    boolean isKnown = false;
    for (Source source : scope.sources()) {
      if (!Scope.isQualified(source, star.qualifier())) {
        continue;
      }
      isKnown = true;
      for (int i = 0; i < source.columns().size(); i++) {
        Source.SourceColumn column = source.columns().get(i);
        if (!column.isHidden()) {
          Expression value = new ColumnReference(source.slot(), i, column.origin().type());
          found.add(new Scope.StarColumn(column.name(), column.origin(), value, source));
        }
      }
    }
    if (!isKnown) {
      throw SqlErrors.noTable(star.qualifier().getLast().text(), List.of(), star.at());
    }
    return found;
  }

  private void add(Expression expression, OutputColumn column, String signature) {
    expressions.add(expression);
    columns.add(
        expression.type().equals(column.type())
            ? column
            : OutputColumn.computed(column.label(), expression.type()));
    signatures.add(signature);
  }

  /** The keys of an ORDER BY; of a DISTINCT, outputs only. */
  List<Key> keys(List<OrderItem> orderBy, boolean isDistinct) {
    List<Key> keys = new ArrayList<>();
    for (OrderItem item : orderBy) {
      int output = output(item.expression());
      if (output == NO_OUTPUT && isDistinct) {
        throw SqlErrors.syntax(
            "with DISTINCT, ORDER BY takes what is selected", item.expression().at());
      }
      Expression expression =
          output == NO_OUTPUT ? binder.bind(item.expression()) : expressions.get(output);
      keys.add(new Key(ExpressionBinder.sortKey(item, expression), output));
    }
    return keys;
  }

  private int output(ExpressionNode node) {
    int ordinal = ordinal(node, columns.size());
    if (ordinal >= 0) {
      return ordinal;
    }
    if (node instanceof ExpressionNode.Name name && name.parts().size() == 1) {
      int labelled = labelled(name, columns);
      if (labelled >= 0) {
        return labelled;
      }
    }
    return signatures.indexOf(signature(node));
  }

  /** What is selected under a name, or null. */
  @Nullable Expression labelled(ExpressionNode.Name name) {
    int index = name.parts().size() == 1 ? labelled(name, columns) : NO_OUTPUT;
    return index == NO_OUTPUT ? null : expressions.get(index);
  }

  /** The first column with a name as its label, or -1. */
  static int labelled(ExpressionNode.Name name, List<OutputColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).label().equals(name.parts().getFirst().text())) {
        return i;
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (name.parts().getFirst().matches(columns.get(i).label())) {
        return i;
      }
    }
    return NO_OUTPUT;
  }

  /** The index of a column given by its number, or -1 for another expression. */
  static int ordinal(ExpressionNode node, int count) {
    if (!(node instanceof ExpressionNode.Literal literal)
        || literal.type().kind() != TypeKind.INTEGER
        || !(literal.value() instanceof Long number)) {
      return NO_OUTPUT;
    }
    Position at = node.at();
    if (number < 1 || number > count) {
      throw SqlErrors.syntax("there is no column " + number + " to order by", at);
    }
    return (int) (number - 1);
  }
}
