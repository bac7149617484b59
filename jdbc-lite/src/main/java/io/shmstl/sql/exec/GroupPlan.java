package io.shmstl.sql.exec;

import io.shmstl.sql.aggregate.Aggregate;
import io.shmstl.sql.catalog.ColumnValues;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.Selection;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups of rows: a source of its own with the keys and the aggregates as columns. */
public final class GroupPlan implements Plan {
  private static final Object NULL_KEY = new Object();
  private static final int GROUP_BYTES = 128;

  private final Plan input;
  private final int slot;
  private final List<Expression> keys;
  private final List<Aggregate> aggregates;
  private final boolean isGrouped;

  /**
   * Groups.
   *
   * @param slot the source that the groups become
   * @param keys what rows of one group have in common
   * @param aggregates what is computed of them; may grow until binding has ended
   * @param isGrouped whether there is a GROUP BY; without, there is one group even of no rows
   */
  public GroupPlan(
      Plan input, int slot, List<Expression> keys, List<Aggregate> aggregates, boolean isGrouped) {
    this.input = input;
    this.slot = slot;
    this.keys = keys;
    this.aggregates = aggregates;
    this.isGrouped = isGrouped;
  }

  private static final class Group {
    final @Nullable Object[] keys;
    final Aggregate.Group[] states;

    Group(@Nullable Object[] keys, Aggregate.Group[] states) {
      this.keys = keys;
      this.states = states;
    }
  }

  @Override
  public Cursor open(Frame frame) {
    return new GroupCursor(frame);
  }

  private Group start(@Nullable Object[] values, Frame frame) {
    Aggregate.Group[] states = new Aggregate.Group[aggregates.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = aggregates.get(i).open(frame.context());
    }
    return new Group(values, states);
  }

  private final class GroupCursor implements Cursor {
    private final Frame frame;
    private @Nullable Iterator<Group> groups;
    private long keptBytes;

    GroupCursor(Frame frame) {
      this.frame = frame;
    }

    @Override
    public boolean next() {
      frame.context().tick();
      if (groups == null) {
        long known = knownCount();
        if (known != Table.UNKNOWN) {
          groups = Collections.emptyIterator();
          @Nullable Object[] counts = new @Nullable Object[aggregates.size()];
          Arrays.fill(counts, known);
          frame.move(slot, new ArrayRow(counts));
          return true;
        }
        groups = read().iterator();
      }
      if (!groups.hasNext()) {
        return false;
      }
      frame.move(slot, new ArrayRow(row(groups.next())));
      return true;
    }

    private @Nullable Object[] row(Group group) {
      int width = group.keys.length;
      @Nullable Object[] row = new @Nullable Object[width + group.states.length];
      System.arraycopy(group.keys, 0, row, 0, width);
      for (int i = 0; i < group.states.length; i++) {
        row[width + i] = group.states[i].result();
      }
      return row;
    }

    private Iterable<Group> read() {
      try (Cursor rows = input.open(frame)) {
        if (rows instanceof BlockCursor blocks) {
          return keys.isEmpty() ? readOneOf(blocks) : readBlocks(blocks);
        }
        if (keys.isEmpty()) {
          return readOne(rows);
        }
        Map<Object, Group> found = new LinkedHashMap<>();
        while (rows.next()) {
          add(group(found));
        }
        return found.values();
      }
    }

    /** How many rows there are, if nothing else is asked and the table knows it. */
    private long knownCount() {
      if (isGrouped
          || !keys.isEmpty()
          || aggregates.isEmpty()
          || !(input instanceof ScanPlan scan)) {
        return Table.UNKNOWN;
      }
      for (int i = 0; i < aggregates.size(); i++) {
        if (!aggregates.get(i).countsRows()) {
          return Table.UNKNOWN;
        }
      }
      return scan.rowCount(frame.context());
    }

    private List<Group> readOne(Cursor rows) {
      Group group = start(new @Nullable Object[0], frame);
      boolean isEmpty = true;
      while (rows.next()) {
        isEmpty = false;
        add(group);
      }
      List<Group> one = new ArrayList<>();
      if (!isEmpty || !isGrouped) {
        one.add(group);
      }
      return one;
    }

    private List<Group> readOneOf(BlockCursor blocks) {
      Group group = start(new @Nullable Object[0], frame);
      BlockAggregation taken = new BlockAggregation(aggregates);
      boolean isEmpty = true;
      for (Selection rows = blocks.nextRows(); rows != null; rows = blocks.nextRows()) {
        isEmpty &= rows.count() == 0;
        taken.read(rows);
        taken.addAll(rows, group.states);
      }
      return isEmpty && isGrouped ? List.of() : List.of(group);
    }

    private Iterable<Group> readBlocks(BlockCursor blocks) {
      BlockAggregation taken = new BlockAggregation(aggregates);
      Map<Object, Group> found = new LinkedHashMap<>();
      LongTable numbers = new LongTable();
      List<Group> ofNumbers = new ArrayList<>();
      ColumnValues values = new ColumnValues();
      for (Selection rows = blocks.nextRows(); rows != null; rows = blocks.nextRows()) {
        taken.read(rows);
        boolean hasNumbers = isNumber(rows);
        if (hasNumbers) {
          rows.longs((ColumnReference) keys.getFirst(), values);
        }
        for (int i = 0; i < rows.count(); i++) {
          boolean isNumber = hasNumbers && !values.nulls()[i];
          if (!isNumber) {
            rows.stand(i);
          }
          Group group =
              isNumber ? groupOf(values.longs()[i], numbers, ofNumbers, found) : group(found);
          taken.add(rows, i, group.states);
        }
      }
      return found.values();
    }

    private boolean isNumber(Selection rows) {
      Expression key = keys.getFirst();
      return keys.size() == 1 && rows.isColumn(key) && key.type().kind().isInteger();
    }

    private Group groupOf(
        long key, LongTable numbers, List<Group> ofNumbers, Map<Object, Group> found) {
      int number = numbers.number(key);
      if (number == ofNumbers.size()) {
        ofNumbers.add(put(found, key, new @Nullable Object[] {key}));
      }
      return ofNumbers.get(number);
    }

    private void add(Group group) {
      for (Aggregate.Group state : group.states) {
        state.add(frame);
      }
    }

    private Group group(Map<Object, Group> found) {
      if (keys.size() == 1) {
        Object value = keys.getFirst().evaluate(frame);
        Object known = Values.key(value);
        Object key = known == null ? NULL_KEY : known;
        Group group = found.get(key);
        return group != null ? group : put(found, key, new @Nullable Object[] {value});
      }
      @Nullable Object[] values = new @Nullable Object[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = keys.get(i).evaluate(frame);
      }
      Object key = RowKey.of(values, values.length);
      Group group = found.get(key);
      return group != null ? group : put(found, key, values);
    }

    private Group put(Map<Object, Group> found, Object key, @Nullable Object[] values) {
      long bytes = GROUP_BYTES + Values.rowBytes(values) + 64L * aggregates.size();
      frame.context().take(bytes);
      keptBytes += bytes;
      Group group = start(values, frame);
      found.put(key, group);
      return group;
    }

    @Override
    public void close() {
      frame.context().giveBack(keptBytes);
      keptBytes = 0;
      groups = null;
    }
  }

  @Override
  public void describe(Explanation out) {
    String text =
        keys.isEmpty()
            ? "aggregate all rows"
            : "group by " + keys.size() + (keys.size() == 1 ? " key" : " keys");
    out.step(
        aggregates.isEmpty() ? text : text + ", " + aggregates.size() + " aggregates",
        () -> input.describe(out));
  }
}
