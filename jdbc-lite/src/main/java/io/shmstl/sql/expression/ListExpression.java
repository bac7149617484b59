package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several values as one: a row or an array. */
public final class ListExpression extends Expression {
  private final List<Expression> items;

  public ListExpression(List<Expression> items, SqlType type) {
    super(type);
    this.items = List.copyOf(items);
  }

  public List<Expression> items() {
    return items;
  }

  @Override
  public Object evaluate(Frame frame) {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    for (Expression item : items) {
      values.add(item.evaluate(frame));
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    items.forEach(visitor);
  }
}
