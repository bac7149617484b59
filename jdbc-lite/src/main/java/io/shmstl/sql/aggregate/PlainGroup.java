package io.shmstl.sql.aggregate;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import org.jspecify.annotations.Nullable;

/** A group whose values are taken as they come. */
final class PlainGroup implements Aggregate.Group {
  private final Aggregate aggregate;
  private final Accumulator accumulator;
  private final StatementContext context;
  private final boolean keepsValues;

  PlainGroup(Aggregate aggregate, Accumulator accumulator, StatementContext context) {
    this.aggregate = aggregate;
    this.accumulator = accumulator;
    this.context = context;
    this.keepsValues =
        accumulator instanceof TextAccumulator || accumulator instanceof ListAccumulator;
  }

  @Override
  public void add(Frame frame) {
    if (aggregate.accepts(frame)) {
      Object value = aggregate.value(frame);
      if (keepsValues) {
        context.take(Values.bytes(value));
      }
      accumulator.add(value);
    }
  }

  @Override
  public void addRows(int count) {
    for (int i = 0; i < count; i++) {
      accumulator.addLong(1);
    }
  }

  @Override
  public void addLong(long value, boolean isNull) {
    if (keepsValues) {
      context.take(Values.bytes(value));
    }
    if (isNull) {
      accumulator.add(null);
    } else {
      accumulator.addLong(value);
    }
  }

  @Override
  public void addDouble(double value, boolean isNull) {
    if (keepsValues) {
      context.take(Values.bytes(value));
    }
    if (isNull) {
      accumulator.add(null);
    } else {
      accumulator.addDouble(value);
    }
  }

  @Override
  public @Nullable Object result() {
    return accumulator.result();
  }
}
