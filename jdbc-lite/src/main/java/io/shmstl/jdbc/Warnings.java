package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** The chain of warnings of a connection or statement. Thread-safe. */
final class Warnings {
  private @Nullable SQLWarning first;

  synchronized @Nullable SQLWarning first() {
    return first;
  }

  synchronized void add(String what) {
    SQLWarning warning = JdbcErrors.warning(what);
    if (first == null) {
      first = warning;
    } else {
      first.setNextWarning(warning);
    }
  }

  synchronized void clear() {
    first = null;
  }
}
