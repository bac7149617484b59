package io.shmstl.store;

import java.util.List;

/**
 * What a check or a repair has found in one segment of a space.
 *
 * @param segment the cache's name, or {@code (system)}
 * @param problems what is wrong, in words; empty if nothing is
 * @param outcome what a repair has done about it; empty if nothing was to be done
 */
public record SegmentHealth(String segment, List<String> problems, String outcome) {
  /** Copies the problems. */
  public SegmentHealth {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
