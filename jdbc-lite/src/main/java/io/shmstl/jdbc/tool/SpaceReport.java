package io.shmstl.jdbc.tool;

import io.shmstl.store.CacheDescriptor;
import io.shmstl.store.SegmentHealth;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Tells what is wrong with a space, a line for each fault, and what was done about it. */
final class SpaceReport {
  private static final String GROUP_SHARED = "shmstl.groupShared";

  private final PrintStream out;

  SpaceReport(PrintStream out) {
    this.out = out;
  }

  /** Checks a space; whether nothing is wrong. */
  boolean check(Path directory) throws NoSuchFileException {
    try (Space space = attach(directory)) {
      return tell(space.check());
    }
  }

  /** Repairs a space; whether nothing is wrong afterwards. */
  boolean repair(Path directory) throws NoSuchFileException {
    try (Space space = attach(directory)) {
      for (SegmentHealth segment : space.repair()) {
        if (!segment.outcome().isEmpty()) {
          tell(segment, segment.outcome());
        }
      }
      return tell(space.check());
    }
  }

  private void tell(SegmentHealth segment, String what) {
    out.println(
        CacheDescriptor.printable(segment.segment()) + ": " + CacheDescriptor.printable(what));
  }

  private boolean tell(List<SegmentHealth> segments) {
    boolean isSound = true;
    for (SegmentHealth segment : segments) {
      isSound &= segment.isSound();
      for (String problem : segment.problems()) {
        tell(segment, problem);
      }
    }
    if (isSound) {
      out.println(segments.size() + " segments, nothing is wrong");
    }
    return isSound;
  }

  private static Space attach(Path directory) throws NoSuchFileException {
    StoreOptions options = StoreOptions.DEFAULT;
    return Space.attach(
        directory,
        new StoreOptions(
            options.leaseWait(),
            options.keyLockWait(),
            options.snapshotAge(),
            Boolean.getBoolean(GROUP_SHARED)));
  }
}
