package io.shmstl.segment;

import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What a child JVM does with segment files on behalf of a test. */
final class SegmentChild {
  private static final long CAPACITY = 8 << 20;

  private SegmentChild() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    ChildJvm.serve(words ->
        switch (words[0]) {
          case "race" -> race(directory, Integer.parseInt(words[1]));
          case "create" -> create(directory.resolve(words[1]));
          case "fill" -> fill(directory.resolve(words[1]), Integer.parseInt(words[2]));
          case "delete" -> Boolean.toString(Files.deleteIfExists(directory.resolve(words[1])));
          case "reserve" -> reserve(directory.resolve(words[1]), Integer.parseInt(words[2]));
          case "names" -> String.join(",", Directories.names(directory));
          default -> throw new IllegalArgumentException(words[0]);
        });
  }

  /** Creates each of the files unless somebody else is faster, and opens it then. */
  static String race(Path directory, int files) throws IOException {
    int created = 0;
    long idsOfAll = 0;
    for (int i = 0; i < files; i++) {
      Path file = directory.resolve("race" + i + ".seg");
      try (Segment segment = Segment.create(file, options(), made -> {})) {
        created++;
        idsOfAll = 31 * idsOfAll + segment.id().hashCode();
      } catch (FileAlreadyExistsException e) {
        try (Segment segment = Segment.open(file, SegmentKind.CACHE)) {
          idsOfAll = 31 * idsOfAll + segment.id().hashCode();
        }
      }
    }
    return created + " " + idsOfAll;
  }

  private static String create(Path file) throws IOException {
    try (Segment segment = Segment.create(file, options(), made -> {})) {
      return "created with " + segment.reservedEnd();
    }
  }

  private static String fill(Path file, int bytes) throws IOException {
    Files.write(file, new byte[bytes]);
    return "filled";
  }

  /**
   * Reserves in steps of 64 KiB as far as it goes, touches all of it; asks {@code more} times
   * again.
   */
  private static String reserve(Path file, int more) throws IOException {
    try (Segment segment = Segment.open(file, SegmentKind.CACHE)) {
      long end = segment.reservedEnd();
      while (segment.reserve(end + 65_536)) {
        end = segment.reservedEnd();
      }
      for (int i = 0; i < more; i++) {
        if (segment.reserve(end + 65_536)) {
          break;
        }
      }
      for (long at = segment.heapStart(); at < segment.reservedEnd(); at += 8) {
        segment.memory().set(Layouts.LONG, at, at);
      }
      long bits = SegmentLayout.bitmapReservedEnd(segment.capacityBytes(), segment.reservedEnd());
      for (long at = SegmentLayout.BITMAP; at < bits; at += 8) {
        segment.memory().set(Layouts.LONG, at, at);
      }
      return Long.toString(segment.reservedEnd());
    }
  }

  private static SegmentOptions options() {
    return SegmentOptions.cache(CAPACITY, new UUID(1, 2));
  }
}
