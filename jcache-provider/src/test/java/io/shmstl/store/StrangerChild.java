package io.shmstl.store;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What another user tries, and prepares for others to fall for. */
final class StrangerChild {
  private StrangerChild() {}

  public static void main(String[] args) throws IOException {
    ChildJvm.serve(StrangerChild::handle);
  }

  private static String handle(String[] words) throws IOException {
    Path path = Path.of(words[1]);
    return switch (words[0]) {
      case "open" -> open(path);
      case "attach" -> attach(path);
      case "map" -> map(path);
      case "read" -> Integer.toString(Files.readAllBytes(path).length);
      case "delete" -> deleted(path);
      case "directory" -> directory(path, words[2]);
      case "link" -> Files.createSymbolicLink(path, Path.of(words[2])).toString();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static String open(Path space) {
    try (StoreKit kit = StoreKit.open(space, "cache", 1 << 20)) {
      kit.put("key", StoreKit.bytes("of the stranger"));
      return "opened";
    }
  }

  private static String attach(Path space) throws IOException {
    try (Space attached = Space.attach(space, StoreOptions.DEFAULT)) {
      return "attached to " + attached.caches().size();
    }
  }

  private static String map(Path file) throws IOException {
    try (Segment segment = Segment.open(file, SegmentKind.CACHE)) {
      return "mapped " + segment.capacityBytes();
    }
  }

  private static String deleted(Path file) throws IOException {
    Files.delete(file);
    return "deleted";
  }

  private static String directory(Path directory, String mode) throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
    return "made";
  }
}
