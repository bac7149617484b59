package io.shmstl.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Random ids out of the kernel: one read of a file, where Java's own source has to find and start a
 * security provider first.
 */
public final class RandomId {
  private static final Path SOURCE = Path.of("/proc/sys/kernel/random/uuid");

  private RandomId() {}

  /** An id that nobody else has; from {@link UUID#randomUUID} if the kernel gives none. */
  public static UUID next() {
    try {
      return UUID.fromString(Files.readString(SOURCE).strip());
    } catch (IOException | IllegalArgumentException e) {
      return UUID.randomUUID();
    }
  }
}
