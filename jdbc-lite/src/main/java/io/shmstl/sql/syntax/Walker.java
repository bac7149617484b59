package io.shmstl.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for calls in an expression, without recursion and not inside of subqueries. */
public final class Walker {
  private Walker() {}

  /** Whether a call that fits stands anywhere in an expression. */
  public static boolean hasCall(
      @Nullable ExpressionNode root, Predicate<ExpressionNode.Call> predicate) {
    List<@Nullable ExpressionNode> open = new ArrayList<>();
    open.add(root);
    while (!open.isEmpty()) {
      ExpressionNode node = open.removeLast();
      if (node == null) {
        continue;
      }
      if (node instanceof ExpressionNode.Call call && predicate.test(call)) {
        return true;
      }
      addOperands(node, open);
    }
    return false;
  }

  private static void addOperands(ExpressionNode node, List<@Nullable ExpressionNode> to) {
    switch (node) {
      case ExpressionNode.Literal _, ExpressionNode.Name _, ExpressionNode.Parameter _ -> {}
      case ExpressionNode.Exists _, ExpressionNode.Subquery _ -> {}
      case ExpressionNode.Negation n -> to.add(n.operand());
      case ExpressionNode.Arithmetic n -> addBoth(n.left(), n.right(), to);
      case ExpressionNode.Concatenation n -> addBoth(n.left(), n.right(), to);
      case ExpressionNode.Comparison n -> addBoth(n.left(), n.right(), to);
      case ExpressionNode.Logical n -> to.addAll(n.operands());
      case ExpressionNode.Not n -> to.add(n.operand());
      case ExpressionNode.Is n -> to.add(n.operand());
      case ExpressionNode.DistinctFrom n -> addBoth(n.left(), n.right(), to);
      case ExpressionNode.Like n -> {
        addBoth(n.value(), n.pattern(), to);
        to.add(n.escape());
      }
      case ExpressionNode.Between n -> {
        addBoth(n.value(), n.low(), to);
        to.add(n.high());
      }
      case ExpressionNode.InList n -> {
        to.add(n.value());
        to.addAll(n.items());
      }
      case ExpressionNode.InQuery n -> to.add(n.value());
      case ExpressionNode.Quantified n -> to.add(n.left());
      case ExpressionNode.Case n -> {
        addBoth(n.operand(), n.otherwise(), to);
        n.whens().forEach(when -> addBoth(when.condition(), when.result(), to));
      }
      case ExpressionNode.Cast n -> to.add(n.operand());
      case ExpressionNode.RowValue n -> to.addAll(n.items());
      case ExpressionNode.Call n -> addCall(n, to);
    }
  }

  private static void addCall(ExpressionNode.Call call, List<@Nullable ExpressionNode> to) {
    to.addAll(call.arguments());
    to.add(call.tail().filter());
    call.tail().orderBy().forEach(item -> to.add(item.expression()));
    WindowNode over = call.tail().over();
    if (over != null) {
      to.addAll(over.partitionBy());
      over.orderBy().forEach(item -> to.add(item.expression()));
    }
  }

  private static void addBoth(
      @Nullable ExpressionNode first,
      @Nullable ExpressionNode second,
      List<@Nullable ExpressionNode> to) {
    to.add(first);
    to.add(second);
  }
}
