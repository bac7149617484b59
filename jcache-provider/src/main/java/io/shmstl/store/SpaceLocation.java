package io.shmstl.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a space lies: a directory of its own below the base directory, or any absolute directory.
 *
 * @param directory the space's directory, absolute
 */
public record SpaceLocation(Path directory) {
  /** System property: the base directory of all spaces. */
  public static final String BASE_PROPERTY = "shmstl.dir";

  /** The space that is meant when none is named. */
  public static final String DEFAULT_NAME = "default";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final int MAX_NAME_LENGTH = 64;

  /**
   * The location that a name or an absolute directory stands for.
   *
   * @throws IllegalArgumentException if the name is empty, longer than 64, or has characters other
   *     than letters, digits, {@code . _ -}, or starts with a dot; or if the directory is the root
   */
  public static SpaceLocation of(String nameOrDirectory) {
    if (nameOrDirectory.startsWith("/")) {
      Path directory = Path.of(nameOrDirectory).normalize();
      if (directory.getParent() == null) {
        throw new IllegalArgumentException(
            "space '" + nameOrDirectory + "': expected a directory below the root");
      }
      return new SpaceLocation(directory);
    }
    if (!nameOrDirectory.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0," + (MAX_NAME_LENGTH - 1) + "}")) {
      throw new IllegalArgumentException(
          "space '"
              + nameOrDirectory
              + "': expected an absolute directory, or a name of 1 to "
              + MAX_NAME_LENGTH
              + " letters, digits, '.', '_' or '-' that does not start with a dot");
    }
    return new SpaceLocation(base().resolve(nameOrDirectory));
  }

  /**
   * The base directory: the system property {@value #BASE_PROPERTY}, else {@code
   * /dev/shm/shmstl-USER}, else {@code shmstl-USER} under {@code java.io.tmpdir}.
   */
  public static Path base() {
    String configured = System.getProperty(BASE_PROPERTY);
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured).toAbsolutePath().normalize();
    }
    String name = "shmstl-" + user();
    if (Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)) {
      return SHARED_MEMORY.resolve(name);
    }
    return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve(name);
  }

  private static String user() {
    return System.getProperty("user.name", "unknown")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9._-]", "_");
  }
}
