package io.shmstl.sql.plan;

import io.shmstl.sql.exec.FilterPlan;
import io.shmstl.sql.exec.HashJoinPlan;
import io.shmstl.sql.exec.KeptColumns;
import io.shmstl.sql.exec.LookupJoinPlan;
import io.shmstl.sql.exec.Plan;
import io.shmstl.sql.expression.Expression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts joins in order and conditions as deep as they may go. Inner joins are taken greedily: the
 * source with one row or the most rows first, which streams; then always the connected one that
 * leaves the fewest rows, which is kept.
 */
final class JoinPlanner {
  /** A look-up for each left row pays off below this share of the right side. */
  private static final double LOOKUP_SHARE = 0.25;

  private final List<Source> sources;

  JoinPlanner(List<Source> sources) {
    this.sources = sources;
  }

  /**
   * A plan with what it moves.
   *
   * @param rows about how many rows come
   * @param baseRows about how many there would be without conditions
   * @param table the table it reads, if it is just one
   */
  record Planned(
      Plan plan, BitSet slots, double rows, double baseRows, TableAccess.@Nullable Leaf table) {}

  /** Plans a FROM; conditions that are used up are taken out of the list. */
  Planned plan(FromNode node, List<FromNode.Condition> conditions) {
    return switch (node) {
      case FromNode.TableLeaf leaf -> TableAccess.plan(leaf, conditions);
      case FromNode.PlanLeaf leaf -> {
        BitSet slots = new BitSet();
        slots.set(leaf.source().slot());
        Plan filtered = TableAccess.filter(leaf.plan(), slots, conditions);
        yield new Planned(
            filtered, slots, TableAccess.UNKNOWN_ROWS, TableAccess.UNKNOWN_ROWS, null);
      }
      case FromNode.Inner inner -> inner(inner, conditions);
      case FromNode.Outer outer -> outer(outer, conditions);
    };
  }

  private Planned inner(FromNode.Inner root, List<FromNode.Condition> where) {
    List<FromNode> leaves = new ArrayList<>();
    List<FromNode.Condition> pool = new ArrayList<>(where);
    int given = pool.size();
    flatten(root, leaves, pool);
    List<FromNode.Condition> own = new ArrayList<>(pool.subList(given, pool.size()));
    List<Planned> open = new ArrayList<>();
    for (FromNode leaf : leaves) {
      open.add(plan(leaf, pool));
    }
    Planned current = first(open);
    open.remove(current);
    while (!open.isEmpty()) {
      Planned next = next(current, open, pool);
      open.remove(next);
      current = join(current, next, pool);
    }
    Plan plan = TableAccess.filter(current.plan(), current.slots(), pool);
    own.retainAll(pool); // conditions on nothing at all, from ON
    for (FromNode.Condition condition : own) {
      plan = new FilterPlan(plan, condition.expression(), TableAccess.text(condition));
      pool.remove(condition);
    }
    where.retainAll(pool);
    return new Planned(plan, current.slots(), current.rows(), current.baseRows(), null);
  }

  private static void flatten(FromNode node, List<FromNode> leaves, List<FromNode.Condition> pool) {
    if (node instanceof FromNode.Inner inner) {
      flatten(inner.left(), leaves, pool);
      flatten(inner.right(), leaves, pool);
      pool.addAll(inner.conditions());
    } else {
      leaves.add(node);
    }
  }

  private static Planned first(List<Planned> open) {
    Planned best = open.getFirst();
    for (Planned candidate : open) {
      boolean isBetter =
          best.rows() > 1 && (candidate.rows() <= 1 || candidate.rows() > best.rows());
      if (isBetter) {
        best = candidate;
      }
    }
    return best;
  }

  private static Planned next(Planned current, List<Planned> open, List<FromNode.Condition> pool) {
    Planned best = null;
    double bestRows = Double.MAX_VALUE;
    for (Planned candidate : open) {
      boolean isConnected =
          pool.stream().anyMatch(c -> EqualSides.of(c, current.slots(), candidate.slots()) != null);
      double rows =
          isConnected
              ? current.rows() * candidate.rows() / Math.max(1, candidate.baseRows())
              : current.rows() * candidate.rows() + Float.MAX_VALUE;
      if (best == null || rows < bestRows) {
        best = candidate;
        bestRows = rows;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  private Planned join(Planned left, Planned right, List<FromNode.Condition> pool) {
    BitSet slots = union(left.slots(), right.slots());
    List<FromNode.Condition> used = applicable(pool, slots);
    Plan plan = lookUp(left, right, used, false);
    boolean isKeyed =
        used.stream().anyMatch(c -> EqualSides.of(c, left.slots(), right.slots()) != null);
    if (plan == null) {
      plan = hash(left, right, used, HashJoinPlan.Keeps.NOTHING);
    }
    double rows = left.rows() * right.rows() / (isKeyed ? Math.max(1, right.baseRows()) : 1);
    return new Planned(plan, slots, Math.max(1, rows), left.baseRows(), null);
  }

  private Planned outer(FromNode.Outer node, List<FromNode.Condition> where) {
    List<FromNode.Condition> on = new ArrayList<>(node.conditions());
    List<FromNode.Condition> none = new ArrayList<>();
    Planned left = plan(node.left(), node.isFull() ? none : where);
    Planned right = plan(node.right(), node.isFull() ? none : on);
    BitSet slots = union(left.slots(), right.slots());
    Plan plan = node.isFull() ? null : lookUp(left, right, on, true);
    if (plan == null) {
      plan =
          hash(left, right, on, node.isFull() ? HashJoinPlan.Keeps.BOTH : HashJoinPlan.Keeps.LEFT);
    }
    double rows = Math.max(left.rows(), node.isFull() ? right.rows() : 1);
    Plan filtered = TableAccess.filter(plan, slots, where);
    return new Planned(filtered, slots, rows, left.baseRows(), null);
  }

  private @Nullable Plan lookUp(
      Planned left, Planned right, List<FromNode.Condition> conditions, boolean keepsLeft) {
    if (right.table() == null || left.rows() > right.baseRows() * LOOKUP_SHARE) {
      return null;
    }
    Plan keyed = TableAccess.keyed(right.table(), left.slots(), conditions);
    return keyed == null
        ? null
        : new LookupJoinPlan(
            left.plan(), keyed, kept(right.slots()), expressions(conditions), keepsLeft);
  }

  private Plan hash(
      Planned left, Planned right, List<FromNode.Condition> conditions, HashJoinPlan.Keeps keeps) {
    List<Expression> leftKeys = new ArrayList<>();
    List<Expression> rightKeys = new ArrayList<>();
    List<Expression> residual = new ArrayList<>();
    for (FromNode.Condition condition : conditions) {
      EqualSides sides = EqualSides.of(condition, left.slots(), right.slots());
      if (sides == null) {
        residual.add(condition.expression());
      } else {
        leftKeys.add(sides.left());
        rightKeys.add(sides.right());
      }
    }
    return new HashJoinPlan(
        left.plan(),
        right.plan(),
        new HashJoinPlan.Condition(leftKeys, rightKeys, residual),
        keeps,
        kept(left.slots()),
        kept(right.slots()));
  }

  private static List<Expression> expressions(List<FromNode.Condition> conditions) {
    return conditions.stream().map(FromNode.Condition::expression).toList();
  }

  /** Takes the conditions that some sources are enough for out of the pool. */
  private static List<FromNode.Condition> applicable(List<FromNode.Condition> pool, BitSet slots) {
    List<FromNode.Condition> found = new ArrayList<>();
    for (FromNode.Condition condition : pool) {
      BitSet read = Dependencies.slots(condition.expression());
      if (!read.isEmpty() && Dependencies.contains(slots, read)) {
        found.add(condition);
      }
    }
    pool.removeAll(found);
    return found;
  }

  private KeptColumns kept(BitSet slots) {
    return kept(sources, slots);
  }

  /** What is asked for of some sources. */
  static KeptColumns kept(List<Source> sources, BitSet slots) {
    List<Integer> kept = new ArrayList<>();
    List<BitSet> columns = new ArrayList<>();
    for (Source source : sources) {
      if (slots.get(source.slot())) {
        kept.add(source.slot());
        columns.add(source.used());
      }
    }
    return new KeptColumns(kept, columns);
  }

  private static BitSet union(BitSet left, BitSet right) {
    BitSet all = (BitSet) left.clone();
    all.or(right);
    return all;
  }
}
