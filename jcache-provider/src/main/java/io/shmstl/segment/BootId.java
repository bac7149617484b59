package io.shmstl.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of this run of the machine. A segment written under another one is void: nothing in
 * it was forced to a disk, and the locks and process ids it speaks of are gone.
 */
public final class BootId {
  private static final Path SOURCE = Path.of("/proc/sys/kernel/random/boot_id");

  private static volatile @Nullable UUID current;

  private BootId() {}

  /** The boot id of the running kernel; the same for every process and container on the machine. */
  public static UUID current() {
    UUID known = current;
    if (known == null) {
      known = read();
      current = known;
    }
    return known;
  }

  private static UUID read() {
    try {
      return UUID.fromString(Files.readString(SOURCE).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new SpaceAccessException(SOURCE, "read the boot id from", e);
    }
  }
}
