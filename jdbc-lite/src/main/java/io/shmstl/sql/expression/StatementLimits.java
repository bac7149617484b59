package io.shmstl.sql.expression;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What one execution may use.
 *
 * @param timeoutNanos the longest time; 0 for no limit
 * @param memoryBytes the most memory for rows that are kept, as estimated
 * @param zone the zone of times without one; null for that of the JVM
 */
public record StatementLimits(long timeoutNanos, long memoryBytes, @Nullable ZoneId zone) {
  /** Most memory unless somebody says otherwise: a quarter of the heap. */
  public static final long DEFAULT_MEMORY_BYTES = Runtime.getRuntime().maxMemory() / 4;

  /** No time limit, the default memory, the zone of the JVM. */
  public static StatementLimits defaults() {
    return new StatementLimits(0, DEFAULT_MEMORY_BYTES, null);
  }
}
