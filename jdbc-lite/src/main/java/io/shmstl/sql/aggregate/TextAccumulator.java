package io.shmstl.sql.aggregate;

import io.shmstl.sql.error.SqlErrors;
import org.jspecify.annotations.Nullable;

/** STRING_AGG: texts with a separator between them. */
final class TextAccumulator implements Accumulator {
  /** Longest text, in characters. */
  private static final int MAX_LENGTH = 64 * 1024 * 1024;

  private final String separator;
  private final StringBuilder text = new StringBuilder();
  private boolean isEmpty = true;

  TextAccumulator(String separator) {
    this.separator = separator;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!isEmpty) {
      text.append(separator);
    }
    isEmpty = false;
    text.append((String) value);
    if (text.length() > MAX_LENGTH) {
      throw SqlErrors.tooLong(text, "STRING_AGG");
    }
  }

  @Override
  public @Nullable Object result() {
    return isEmpty ? null : text.toString();
  }
}
