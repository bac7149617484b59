package io.shmstl.sql.exec;

import io.shmstl.sql.aggregate.Aggregate;
import io.shmstl.sql.catalog.ColumnValues;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Selection;
import java.util.List;

/**
 * What the aggregates of a query take of each block: columns of numbers are read for all its rows
 * at once, everything else row by row. For one thread.
 */
final class BlockAggregation {
  /** How an aggregate gets what it takes. */
  private enum Input {
    ROWS,
    LONGS,
    DOUBLES,
    FRAME
  }

  private final List<Aggregate> aggregates;
  private final Input[] inputs;
  private final ColumnValues[] values;

  BlockAggregation(List<Aggregate> aggregates) {
    this.aggregates = aggregates;
    this.inputs = new Input[aggregates.size()];
    this.values = new ColumnValues[aggregates.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input(aggregates.get(i));
      values[i] = new ColumnValues();
    }
  }

  private static Input input(Aggregate aggregate) {
    ColumnReference column = aggregate.numbers();
    if (column != null) {
      return column.type().kind().isInteger() ? Input.LONGS : Input.DOUBLES;
    }
    return aggregate.countsRows() ? Input.ROWS : Input.FRAME;
  }

  /** Reads what is taken of the rows that are left of a block. */
  void read(Selection rows) {
    for (int i = 0; i < inputs.length; i++) {
      ColumnReference column = aggregates.get(i).numbers();
      if (column != null && inputs[i] == Input.LONGS) {
        rows.longs(column, values[i]);
      } else if (column != null) {
        rows.doubles(column, values[i]);
      }
    }
  }

  /** Gives all rows to the states of one group. */
  void addAll(Selection rows, Aggregate.Group[] states) {
    int count = rows.count();
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i] == Input.ROWS) {
        states[i].addRows(count);
      } else {
        for (int row = 0; row < count; row++) {
          add(rows, row, i, states[i]);
        }
      }
    }
  }

  /** Gives one row to the states of its group. */
  void add(Selection rows, int row, Aggregate.Group[] states) {
    for (int i = 0; i < inputs.length; i++) {
      add(rows, row, i, states[i]);
    }
  }

  private void add(Selection rows, int row, int aggregate, Aggregate.Group state) {
    ColumnValues column = values[aggregate];
    switch (inputs[aggregate]) {
      case ROWS -> state.addRows(1);
      case LONGS -> state.addLong(column.longs()[row], column.nulls()[row]);
      case DOUBLES -> state.addDouble(column.doubles()[row], column.nulls()[row]);
      case FRAME -> {
        rows.stand(row);
        state.add(rows.frame());
      }
    }
  }
}
