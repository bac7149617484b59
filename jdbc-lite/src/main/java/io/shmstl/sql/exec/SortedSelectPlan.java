package io.shmstl.sql.exec;

import io.shmstl.sql.catalog.ColumnValues;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.RowOrder;
import io.shmstl.sql.expression.Selection;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query block in order. With a limit it keeps only the first ones, in a heap, and
 * decodes what is selected only of rows that get into it.
 */
public final class SortedSelectPlan implements QueryPlan {
  /** Up to how many rows are kept in a heap. */
  private static final long MAX_HEAP_ROWS = 100_000;

  private final Plan input;
  private final Block block;
  private final List<Expression> outputs;
  private final List<SortKey> keys;
  private final LimitSpec limit;

  /**
   * A sorted block; rows are the outputs with the keys behind them.
   *
   * @param limit how many of them are needed; somebody else leaves out the rest
   */
  public SortedSelectPlan(
      Plan input, Block block, List<Expression> outputs, List<SortKey> keys, LimitSpec limit) {
    this.input = input;
    this.block = block;
    this.outputs = List.copyOf(outputs);
    this.keys = List.copyOf(keys);
    this.limit = limit;
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    return new KeptRows(context, () -> read(context, outer));
  }

  private List<@Nullable Object[]> read(StatementContext context, @Nullable Frame outer) {
    Frame frame = block.start(context, outer);
    RowOrder order = RowOrder.of(keys, outputs.size(), context);
    long wanted =
        limit.isPlain()
            ? limit.count(context, outer) + Math.min(MAX_HEAP_ROWS, limit.offset(context, outer))
            : Long.MAX_VALUE;
    try (Plan.Cursor rows = input.open(frame)) {
      return wanted >= 0 && wanted <= MAX_HEAP_ROWS
          ? first((int) wanted, rows, frame, order)
          : all(rows, frame, order);
    }
  }

  private List<@Nullable Object[]> all(Plan.Cursor rows, Frame frame, RowOrder order) {
    List<@Nullable Object[]> kept = new ArrayList<>();
    while (rows.next()) {
      @Nullable Object[] row = row(frame);
      fill(row, frame);
      frame.context().take(Values.rowBytes(row));
      kept.add(row);
    }
    kept.sort(order);
    return kept;
  }

  private List<@Nullable Object[]> first(
      int wanted, Plan.Cursor rows, Frame frame, RowOrder order) {
    List<@Nullable Object[]> kept = new ArrayList<>();
    if (wanted == 0) {
      return kept;
    }
    Comparator<@Nullable Object[]> worstFirst = order.reversed();
    PriorityQueue<@Nullable Object[]> heap = new PriorityQueue<>(worstFirst);
    if (rows instanceof BlockCursor blocks && isNumber(keys.getFirst().expression())) {
      offerBlocks(wanted, blocks, heap, order);
    } else {
      while (rows.next()) {
        offer(wanted, frame, heap, order);
      }
    }
    kept.addAll(heap);
    kept.sort(order);
    return kept;
  }

  /** Keeps the row where the frame stands, if it is among the first so far. */
  private void offer(
      int wanted, Frame frame, PriorityQueue<@Nullable Object[]> heap, RowOrder order) {
    @Nullable Object[] row = row(frame);
    if (heap.size() < wanted) {
      fill(row, frame);
      frame.context().take(Values.rowBytes(row));
      heap.add(row);
    } else if (order.compare(row, heap.element()) < 0) {
      fill(row, frame);
      frame.context().take(Values.rowBytes(row) - Values.rowBytes(heap.remove()));
      heap.add(row);
    }
  }

  /** Reads the first key of many rows at once, and looks only at those that may be wanted. */
  private void offerBlocks(
      int wanted, BlockCursor blocks, PriorityQueue<@Nullable Object[]> heap, RowOrder order) {
    SortKey first = keys.getFirst();
    ColumnReference column = (ColumnReference) first.expression();
    boolean isInteger = column.type().kind().isInteger();
    ColumnValues values = new ColumnValues();
    for (Selection rows = blocks.nextRows(); rows != null; rows = blocks.nextRows()) {
      if (isInteger) {
        rows.longs(column, values);
      } else {
        rows.doubles(column, values);
      }
      for (int i = 0; i < rows.count(); i++) {
        if (heap.size() < wanted
            || values.nulls()[i]
            || !isBehind(values, i, heap.element()[outputs.size()], first.isDescending())) {
          rows.stand(i);
          offer(wanted, rows.frame(), heap, order);
        }
      }
    }
  }

  /** Whether a number certainly comes behind the first key of a row. */
  private static boolean isBehind(
      ColumnValues values, int index, @Nullable Object last, boolean isDescending) {
    if (last instanceof Long bound) {
      long value = values.longs()[index];
      return isDescending ? value < bound : value > bound;
    }
    if (last instanceof Double bound) {
      double value = values.doubles()[index];
      return isDescending ? value < bound : value > bound;
    }
    return false;
  }

  private static boolean isNumber(Expression key) {
    return key instanceof ColumnReference column
        && (column.type().kind().isInteger() || column.type().kind() == TypeKind.DOUBLE);
  }

  /** A row with its sort keys alone. */
  private @Nullable Object[] row(Frame frame) {
    int width = outputs.size();
    @Nullable Object[] row = new @Nullable Object[width + keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      row[width + i] = keys.get(i).expression().evaluate(frame);
    }
    return row;
  }

  private void fill(@Nullable Object[] row, Frame frame) {
    for (int i = 0; i < outputs.size(); i++) {
      row[i] = outputs.get(i).evaluate(frame);
    }
  }

  @Override
  public void describe(Explanation out) {
    String how = limit.isPlain() ? "top rows by " : "sort by ";
    out.step(
        "select " + outputs.size() + " columns, " + how + keys.size() + " keys",
        () -> {
          input.describe(out);
          out.queriesIn(outputs);
          out.queriesIn(keys.stream().map(SortKey::expression).toList());
        });
  }
}
