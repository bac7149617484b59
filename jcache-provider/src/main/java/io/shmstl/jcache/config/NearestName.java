package io.shmstl.jcache.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name a mistyped one was probably meant to be. */
final class NearestName {
  private NearestName() {}

  /** The closest of the known names, if one is near enough to be worth suggesting. */
  static Optional<String> among(Collection<String> known, String found) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(found.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    int near = Math.max(2, found.length() / 3);
    return bestDistance <= near ? Optional.ofNullable(best) : Optional.empty();
  }

  /** Whether a name is one or two strokes away from a known one. */
  static boolean isNear(Collection<String> known, String found) {
    return known.stream()
        .anyMatch(
            name -> distance(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) <= 2);
  }

  /** Levenshtein distance: single-character insertions, deletions and replacements. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    int[] current = new int[to.length() + 1];
    for (int row = 1; row <= from.length(); row++) {
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[to.length()];
  }
}
