package io.shmstl.codec;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record read without its class.
 *
 * @param schema the names and types of the values, as they were when the record was written
 * @param values one for each column, read as {@link PlainReader} says
 */
public record Row(RowSchema schema, List<@Nullable Object> values) {
  public Row {
    values = Collections.unmodifiableList(values);
  }

  /** The value of the column with this name; null too if there is none. */
  public @Nullable Object value(String name) {
    int index = schema.indexOf(name);
    return index < 0 ? null : values.get(index);
  }
}
