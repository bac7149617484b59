package io.shmstl.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory in shared memory that goes with what is in it when it is closed.
 *
 * @param path absolute
 */
public record SharedDirectory(Path path) implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  /** Makes one, in {@code /dev/shm} where that is there. */
  public static SharedDirectory create() throws IOException {
    return new SharedDirectory(
        Files.isWritable(SHARED_MEMORY)
            ? Files.createTempDirectory(SHARED_MEMORY, "benchmarks-")
            : Files.createTempDirectory("benchmarks-"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
