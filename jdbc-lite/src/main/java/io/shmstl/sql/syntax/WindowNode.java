package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window as written.
 *
 * @param base the named window it starts from
 * @param partitionBy what rows of one partition have in common
 * @param orderBy their order
 * @param frame which of them the function sees; null for the default
 * @param at where it starts
 */
public record WindowNode(
    @Nullable Identifier base,
    List<ExpressionNode> partitionBy,
    List<OrderItem> orderBy,
    @Nullable FrameNode frame,
    Position at) {

  public WindowNode {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
  }

  /** What the bounds of a frame count. */
  public enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  /** The kinds of bounds, in their order. */
  public enum BoundKind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /** What a frame leaves out. */
  public enum Exclusion {
    NOTHING,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  /** One end of a frame. */
  public record Bound(BoundKind kind, @Nullable ExpressionNode offset) {}

  /** The rows of a partition that a function sees from one of them. */
  public record FrameNode(Unit unit, Bound start, Bound end, Exclusion exclusion) {}
}
