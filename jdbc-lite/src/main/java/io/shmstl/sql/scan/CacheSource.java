package io.shmstl.sql.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a database has its caches from. Thread-safe. */
interface CacheSource extends AutoCloseable {
  /** The names of the caches there are now. */
  List<String> names();

  /** A cache, in use by the caller until {@link OpenCache#unuse}; null if there is none. */
  @Nullable OpenCache use(String name);

  @Override
  void close();
}
