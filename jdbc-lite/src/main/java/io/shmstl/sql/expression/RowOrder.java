package io.shmstl.sql.expression;

import io.shmstl.sql.type.Values;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of rows that hold their sort keys from one place on. */
public final class RowOrder implements Comparator<@Nullable Object[]> {
  private final boolean[] isDescending;
  private final boolean[] nullsFirst;
  private final int[] positions;
  private final StatementContext context;

  private RowOrder(
      boolean[] isDescending, boolean[] nullsFirst, int[] positions, StatementContext context) {
    this.isDescending = isDescending;
    this.nullsFirst = nullsFirst;
    this.positions = positions;
    this.context = context;
  }

  /** The order by some keys, whose values stand in rows from an index on; by one value if none. */
  public static RowOrder of(List<SortKey> keys, int offset, StatementContext context) {
    int[] positions = new int[Math.max(1, keys.size())];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = offset + i;
    }
    return at(positions, keys, context);
  }

  /** The order by some keys, whose values stand in these places of rows. */
  public static RowOrder at(int[] positions, List<SortKey> keys, StatementContext context) {
    int count = positions.length;
    boolean[] descending = new boolean[count];
    boolean[] first = new boolean[count];
    first[0] = true;
    for (int i = 0; i < keys.size(); i++) {
      descending[i] = keys.get(i).isDescending();
      first[i] = keys.get(i).nullsFirst();
    }
    return new RowOrder(descending, first, positions, context);
  }

  @Override
  public int compare(@Nullable Object[] left, @Nullable Object[] right) {
    context.tick();
    for (int i = 0; i < isDescending.length; i++) {
      int order = compareKey(i, left[positions[i]], right[positions[i]]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int compareKey(int key, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      int order = Boolean.compare(left != null, right != null);
      return nullsFirst[key] ? order : -order;
    }
    int order = Values.compare(left, right);
    return isDescending[key] ? -order : order;
  }
}
