package io.shmstl.sql.scan;

import io.shmstl.codec.CodecException;
import io.shmstl.codec.OpaqueValue;
import io.shmstl.codec.PlainReader;
import io.shmstl.codec.Row;
import io.shmstl.codec.RowReader;
import io.shmstl.codec.RowSchema;
import io.shmstl.map.EntryCopy;
import io.shmstl.sql.type.SqlType;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What some entries of a cache were seen to be, where its types do not tell. */
final class EntrySample {
  /** Most entries that are looked at. */
  static final int MOST_ENTRIES = 256;

  private final Half keys;
  private final Half values;
  private int size;

  private EntrySample(PlainReader reader) {
    keys = new Half(reader);
    values = new Half(reader);
  }

  /** Looks at the first entries of a walk. */
  static EntrySample of(PlainReader reader, EntryWalk entries) {
    EntrySample sample = new EntrySample(reader);
    EntryCopy entry = new EntryCopy();
    while (sample.size < MOST_ENTRIES && entries.next(entry)) {
      sample.keys.look(entry, Side.KEY);
      sample.values.look(entry, Side.VALUE);
      sample.size++;
    }
    return sample;
  }

  Half keys() {
    return keys;
  }

  Half values() {
    return values;
  }

  /** Whether there were as many entries as are ever looked at: more of them change nothing. */
  boolean isFull() {
    return size == MOST_ENTRIES;
  }

  /** What was seen on one side. */
  static final class Half {
    private final RowReader row;
    private final Set<RowSchema> rows = new LinkedHashSet<>();
    private @Nullable SqlType scalar;
    private boolean isOpaque;

    private Half(PlainReader reader) {
      row = new RowReader(reader);
    }

    Set<RowSchema> rows() {
      return rows;
    }

    @Nullable SqlType scalar() {
      return scalar;
    }

    boolean isOpaque() {
      return isOpaque;
    }

    private void look(EntryCopy entry, Side side) {
      try {
        row.reset(entry.bytes(), side.offset(entry), side.length(entry));
        RowSchema schema = row.schema();
        if (schema != null) {
          rows.add(schema);
        } else {
          see(row.value());
        }
      } catch (CodecException e) {
        isOpaque = true; // the query that meets it says what is wrong
      }
    }

    private void see(@Nullable Object plain) {
      Object value = plain instanceof OpaqueValue opaque ? PlainValues.content(opaque) : plain;
      switch (value) {
        case null -> {}
        case OpaqueValue _ -> isOpaque = true;
        case Row bean -> rows.add(bean.schema());
        default -> {
          SqlType type = PlainValues.typeOf(value);
          scalar = scalar == null ? type : ColumnTypes.common(scalar, type);
        }
      }
    }
  }
}
