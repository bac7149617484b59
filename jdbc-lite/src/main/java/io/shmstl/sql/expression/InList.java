package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a value is one of a list of its kind; constants are looked up in a hash set. */
public final class InList extends Expression {
  private final Expression value;
  private final List<Expression> items;
  private final @Nullable Set<Object> constants;
  private final boolean hasNull;

  InList(Expression value, List<Expression> items) {
    super(SqlType.BOOLEAN);
    this.value = value;
    this.items = List.copyOf(items);
    Set<Object> found = new HashSet<>();
    boolean isConstant = true;
    boolean isNullFound = false;
    for (Expression item : items) {
      if (!(item instanceof Constant constant)) {
        isConstant = false;
        break;
      }
      Object key = Values.key(constant.value());
      if (key == null) {
        isNullFound = true;
      } else {
        found.add(key);
      }
    }
    this.constants = isConstant ? found : null;
    this.hasNull = isNullFound;
  }

  /** What is compared with each of the list. */
  public Expression value() {
    return value;
  }

  /** The list. */
  public List<Expression> items() {
    return items;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    if (items.isEmpty()) {
      return false;
    }
    Object v = value.evaluate(frame);
    if (v == null) {
      return null;
    }
    if (constants != null) {
      if (constants.contains(Values.key(v))) {
        return true;
      }
      return hasNull ? null : (Object) false;
    }
    boolean isUnknown = false;
    for (Expression item : items) {
      Object candidate = item.evaluate(frame);
      if (candidate == null) {
        isUnknown = true;
      } else if (Values.compare(v, candidate) == 0) {
        return true;
      }
    }
    return isUnknown ? null : (Object) false;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(value);
    items.forEach(visitor);
  }
}
