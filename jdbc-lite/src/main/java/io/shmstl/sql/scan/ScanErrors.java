package io.shmstl.sql.scan;

import io.shmstl.codec.CodecException;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.segment.FormatException;
import io.shmstl.segment.ShmException;
import io.shmstl.segment.SpaceAccessException;
import io.shmstl.segment.VoidSegmentException;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.store.CacheDestroyedException;
import io.shmstl.sync.TooManyPinsException;
import java.nio.file.Path;

/** What the store throws, as failures of statements: the only place where one becomes the other. */
final class ScanErrors {
  private ScanErrors() {}

  /** What to throw where reading a table failed. */
  static RuntimeException of(String table, RuntimeException failure) {
    return switch (failure) {
      case SqlFailure known -> known;
      case SnapshotTooOldException e -> SqlErrors.tooOld(table, e);
      case TooManyPinsException e -> SqlErrors.tooManySnapshots(table, e);
      case CacheDestroyedException _ -> SqlErrors.destroyed(table);
      case CodecException e -> SqlErrors.unreadable(table, e);
      case ShmException e -> SqlErrors.damaged("table " + table + ": " + e.getMessage(), e);
      case IllegalStateException e -> SqlErrors.closed("table " + table + ": " + e.getMessage(), e);
      default -> failure;
    };
  }

  /** What to throw where a space cannot be opened. */
  static RuntimeException ofSpace(Path location, RuntimeException failure) {
    return switch (failure) {
      case VoidSegmentException e ->
          SqlErrors.noSpace(
              "the space in " + location + " does not count any more: " + e.getMessage(), e);
      case SpaceAccessException e ->
          SqlErrors.noAccess(noAccess(location, String.valueOf(e.getMessage())), e);
      case FormatException e -> SqlErrors.damaged(String.valueOf(e.getMessage()), e);
      case ShmException e ->
          SqlErrors.damaged("the space in " + location + ": " + e.getMessage(), e);
      default -> failure;
    };
  }

  static String noAccess(Path location, String why) {
    return "the space in "
        + location
        + " may not be used: "
        + why
        + "; whoever reads a space needs write access to it, but not to an export of a snapshot";
  }
}
