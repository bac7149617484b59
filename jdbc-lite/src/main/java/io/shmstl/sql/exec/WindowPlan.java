package io.shmstl.sql.exec;

import io.shmstl.sql.catalog.Row;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.type.Values;
import io.shmstl.sql.window.Partitions;
import io.shmstl.sql.window.WindowCall;
import io.shmstl.sql.window.WindowRow;
import io.shmstl.sql.window.WindowSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps all rows, computes window functions over them, then gives them on in their order. */
public final class WindowPlan implements Plan {
  private final Plan input;
  private final int slot;
  private final List<WindowCall> calls;
  private final KeptColumns kept;

  /**
   * Window functions.
   *
   * @param slot the source that the results become
   * @param calls what is computed
   * @param kept the sources of the rows
   */
  public WindowPlan(Plan input, int slot, List<WindowCall> calls, KeptColumns kept) {
    this.input = input;
    this.slot = slot;
    this.calls = List.copyOf(calls);
    this.kept = kept;
  }

  private final class KeptRow implements WindowRow {
    private final Row[] rows;
    private final @Nullable Object[] results = new @Nullable Object[calls.size()];
    private @Nullable Object[] keys = new @Nullable Object[0];

    KeptRow(Row[] rows) {
      this.rows = rows;
    }

    @Override
    public void restore(Frame frame) {
      kept.restore(frame, rows);
    }

    @Override
    public @Nullable Object[] keys() {
      return keys;
    }

    @Override
    public @Nullable Object[] results() {
      return results;
    }
  }

  @Override
  public Cursor open(Frame frame) {
    return new WindowCursor(frame);
  }

  private List<KeptRow> compute(Frame frame) {
    List<KeptRow> rows = new ArrayList<>();
    try (Cursor source = input.open(frame)) {
      while (source.next()) {
        rows.add(new KeptRow(kept.keep(frame)));
      }
    }
    Set<WindowSpec> specs = new LinkedHashSet<>();
    calls.forEach(call -> specs.add(call.spec()));
    for (WindowSpec spec : specs) {
      setKeys(rows, spec, frame);
      Partitions.forEach(
          rows,
          spec,
          frame,
          partition -> {
            for (int i = 0; i < calls.size(); i++) {
              if (calls.get(i).spec().equals(spec)) {
                calls.get(i).function().compute(partition, i);
              }
            }
          });
    }
    return rows;
  }

  private static void setKeys(List<KeptRow> rows, WindowSpec spec, Frame frame) {
    List<Expression> keys = new ArrayList<>(spec.partitionBy());
    spec.orderBy().stream().map(SortKey::expression).forEach(keys::add);
    for (KeptRow row : rows) {
      frame.context().tick();
      row.restore(frame);
      row.keys = SelectPlan.project(keys, frame);
    }
  }

  private final class WindowCursor implements Cursor {
    private final Frame frame;
    private @Nullable List<KeptRow> rows;
    private int index;

    WindowCursor(Frame frame) {
      this.frame = frame;
    }

    @Override
    public boolean next() {
      frame.context().tick();
      List<KeptRow> all = rows;
      if (all == null) {
        all = compute(frame);
        rows = all;
      }
      if (index == all.size()) {
        return false;
      }
      KeptRow row = all.get(index++);
      row.restore(frame);
      frame.move(slot, new ArrayRow(row.results));
      return true;
    }

    @Override
    public void close() {
      if (rows != null) {
        long bytes = 0;
        for (KeptRow row : rows) {
          bytes += KeptColumns.bytes(row.rows);
          for (Object result : row.results) {
            bytes += Values.bytes(result);
          }
        }
        frame.context().giveBack(bytes);
        rows = null;
      }
    }
  }

  @Override
  public void describe(Explanation out) {
    out.step(
        calls.size() + (calls.size() == 1 ? " window function" : " window functions"),
        () -> input.describe(out));
  }
}
