package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@code unwrap} for objects that wrap nothing: they are what they are. */
final class Wrappers {
  private Wrappers() {}

  /** The object itself, if it is an instance of the class. */
  static <T> T unwrap(Object wrapper, @Nullable Class<T> wanted) throws SQLException {
    if (wanted == null || !wanted.isInstance(wrapper)) {
      throw JdbcErrors.notAWrapper(wrapper, wanted);
    }
    return wanted.cast(wrapper);
  }

  /** Whether the object is an instance of the class. */
  static boolean isWrapperFor(Object wrapper, @Nullable Class<?> wanted) {
    return wanted != null && wanted.isInstance(wrapper);
  }
}
