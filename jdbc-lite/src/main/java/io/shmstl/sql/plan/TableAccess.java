package io.shmstl.sql.plan;

import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.exec.FilterPlan;
import io.shmstl.sql.exec.Plan;
import io.shmstl.sql.exec.ScanPlan;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Comparison;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.InList;
import io.shmstl.sql.expression.OuterReference;
import io.shmstl.sql.expression.ParameterReference;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.type.TypeKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one table is read: scanned, or looked up by an equation on its key; then filtered. */
final class TableAccess {
  /** Rows of what nobody can estimate. */
  static final double UNKNOWN_ROWS = 1_000;

  /** The longest list that is looked up value by value; a longer one is compared in a scan. */
  private static final int MOST_KEYS = 1_000;

  private static final double EQUAL_SHARE = 0.1;
  private static final double OTHER_SHARE = 0.33;

  private TableAccess() {}

  /** A table with the conditions on it alone. */
  record Leaf(FromNode.TableLeaf node, List<FromNode.Condition> conditions) {}

  static JoinPlanner.Planned plan(FromNode.TableLeaf leaf, List<FromNode.Condition> conditions) {
    BitSet slots = new BitSet();
    slots.set(leaf.source().slot());
    List<FromNode.Condition> own = take(slots, conditions);
    List<Expression> keys = keys(leaf, new BitSet(), own);
    double base = Math.max(1, leaf.table().estimatedRows());
    double rows = base;
    for (FromNode.Condition condition : own) {
      boolean isEqual =
          condition.expression() instanceof Comparison comparison
              && comparison.operator() == ComparisonOperator.EQUAL;
      rows *= isEqual ? EQUAL_SHARE : OTHER_SHARE;
    }
    rows = keys.isEmpty() ? Math.max(2, rows) : keys.size();
    return new JoinPlanner.Planned(access(leaf, keys, own), slots, rows, base, new Leaf(leaf, own));
  }

  /** The table looked up by a key that other sources give; null if no condition says so. */
  static @Nullable Plan keyed(Leaf leaf, BitSet available, List<FromNode.Condition> conditions) {
    List<Expression> keys = keys(leaf.node(), available, conditions);
    return keys.isEmpty() ? null : access(leaf.node(), keys, leaf.conditions());
  }

  private static Plan access(
      FromNode.TableLeaf leaf, List<Expression> keys, List<FromNode.Condition> conditions) {
    Source source = leaf.source();
    Plan plan = new ScanPlan(source.slot(), leaf.table(), source.used(), keys);
    for (FromNode.Condition condition : conditions) {
      plan = new FilterPlan(plan, condition.expression(), text(condition));
    }
    return plan;
  }

  /**
   * What the key column must be equal to one of, if other sources or none are enough to say it;
   * empty if no condition says so.
   */
  private static List<Expression> keys(
      FromNode.TableLeaf leaf, BitSet available, List<FromNode.Condition> conditions) {
    if (leaf.table().keyColumn() == Table.NO_KEY) {
      return List.of();
    }
    List<Expression> shortest = List.of();
    for (FromNode.Condition condition : conditions) {
      List<Expression> found = keys(leaf, available, condition.expression());
      if (!found.isEmpty() && (shortest.isEmpty() || found.size() < shortest.size())) {
        shortest = found;
      }
    }
    return shortest;
  }

  private static List<Expression> keys(
      FromNode.TableLeaf leaf, BitSet available, Expression condition) {
    if (condition instanceof Comparison comparison
        && comparison.operator() == ComparisonOperator.EQUAL) {
      Expression left = comparison.left();
      Expression right = comparison.right();
      if (isKey(leaf, left) && isKnown(left, right, available)) {
        return List.of(right);
      }
      return isKey(leaf, right) && isKnown(right, left, available) ? List.of(left) : List.of();
    }
    boolean isList =
        condition instanceof InList in
            && isKey(leaf, in.value())
            && in.items().size() <= MOST_KEYS
            && in.items().stream()
                .allMatch(item -> isRead(item) && isKnown(in.value(), item, available));
    return isList ? ((InList) condition).items() : List.of();
  }

  private static boolean isKey(FromNode.TableLeaf leaf, Expression expression) {
    return expression instanceof ColumnReference reference
        && reference.slot() == leaf.source().slot()
        && reference.column() == leaf.table().keyColumn();
  }

  private static boolean isKnown(Expression column, Expression value, BitSet available) {
    return isFit(column, value)
        && Dependencies.contains(available, Dependencies.slots(value))
        && !Dependencies.isVolatile(value);
  }

  /** Whether a value is there without being computed: a scan that finds it early computes less. */
  private static boolean isRead(Expression item) {
    return item instanceof Constant
        || item instanceof ParameterReference
        || item instanceof OuterReference
        || item instanceof ColumnReference;
  }

  /** Whether equal values of the two types are the same object of Java. */
  private static boolean isFit(Expression column, Expression value) {
    TypeKind kind = column.type().kind();
    if (kind.isInteger()) {
      return value.type().kind().isInteger();
    }
    return switch (kind) {
      case VARCHAR -> value.type().kind().isText();
      case UUID, DATE, TIME, TIMESTAMP, BOOLEAN, REAL, DOUBLE, NUMERIC ->
          value.type().kind() == kind;
      default -> false;
    };
  }

  /** A plan with the conditions that some sources are enough for; takes them out of the list. */
  static Plan filter(Plan plan, BitSet slots, List<FromNode.Condition> conditions) {
    Plan filtered = plan;
    for (FromNode.Condition condition : take(slots, conditions)) {
      filtered = new FilterPlan(filtered, condition.expression(), text(condition));
    }
    return filtered;
  }

  private static List<FromNode.Condition> take(BitSet slots, List<FromNode.Condition> conditions) {
    List<FromNode.Condition> taken = new ArrayList<>();
    for (FromNode.Condition condition : conditions) {
      BitSet read = Dependencies.slots(condition.expression());
      if (!read.isEmpty() && Dependencies.contains(slots, read)) {
        taken.add(condition);
      }
    }
    conditions.removeAll(taken);
    return taken;
  }

  static String text(FromNode.Condition condition) {
    return condition.text() == null ? "" : condition.text();
  }
}
