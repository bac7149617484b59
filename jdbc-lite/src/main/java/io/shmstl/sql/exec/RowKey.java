package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.type.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several values as one key of a hash table; nulls are equal. */
final class RowKey {
  private final @Nullable Object[] keys;
  private final int hash;

  private RowKey(@Nullable Object[] keys) {
    this.keys = keys;
    this.hash = Arrays.hashCode(keys);
  }

  /** The key of the first values of a row. */
  static RowKey of(@Nullable Object[] row, int width) {
    @Nullable Object[] keys = new @Nullable Object[width];
    for (int i = 0; i < width; i++) {
      keys[i] = Values.key(row[i]);
    }
    return new RowKey(keys);
  }

  /** The key of some expressions; null if one of them is null. */
  static @Nullable Object of(List<Expression> expressions, Frame frame) {
    if (expressions.size() == 1) {
      return Values.key(expressions.getFirst().evaluate(frame));
    }
    @Nullable Object[] keys = new @Nullable Object[expressions.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Values.key(expressions.get(i).evaluate(frame));
      if (keys[i] == null) {
        return null;
      }
    }
    return new RowKey(keys);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKey that && hash == that.hash && Arrays.equals(keys, that.keys);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
