package io.shmstl.benchmarks.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory in shared memory that goes with what is in it when it is closed. Its name says which
 * process made it, so that the directories of processes that were killed can be told and removed.
 *
 * @param path absolute
 */
public record SharedDirectory(Path path) implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Path PROCESS_NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String PREFIX = "benchmarks-" + namespace() + "-";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{1,18})-\\d+");

  /** What the system calls a process that was not yet collected. */
  private static final char ENDED = 'Z';

  /** Makes one, in {@code /dev/shm} where that is there. */
  public static SharedDirectory create() throws IOException {
    return create(place(), ProcessHandle.current().pid());
  }

  static SharedDirectory create(Path place, long owner) throws IOException {
    return new SharedDirectory(Files.createTempDirectory(place, PREFIX + owner + "-"));
  }

  /** Removes those whose process is dead. */
  public static void removeAbandoned() throws IOException {
    removeAbandoned(place());
  }

  static void removeAbandoned(Path place) throws IOException {
    try (DirectoryStream<Path> named = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (Path each : named) {
        Matcher name = NAME.matcher(each.getFileName().toString());
        if (name.matches() && Files.isWritable(each) && !isAlive(Long.parseLong(name.group(1)))) {
          remove(each);
        }
      }
    }
  }

  private static void remove(Path abandoned) throws IOException {
    try {
      new SharedDirectory(abandoned).close();
    } catch (NoSuchFileException e) {
      // another stand removes it too
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e;
      }
      // as above, while its files were being listed
    }
  }

  /** Whether it runs; one that has ended is there until its parent collects it. */
  private static boolean isAlive(long process) {
    if (ProcessHandle.of(process).isEmpty()) {
      return false;
    }
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
      return status.charAt(status.lastIndexOf(')') + 2) != ENDED;
    } catch (IOException e) {
      return ProcessHandle.of(process).isPresent(); // it has just gone, or this is not Linux
    }
  }

  private static Path place() {
    return Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * The number of the namespace in which process ids are counted: containers may share their
   * memory, but not that. 0 where there is none.
   */
  private static String namespace() {
    try {
      return Files.readSymbolicLink(PROCESS_NAMESPACE).toString().replaceAll("\\D", "");
    } catch (IOException | UnsupportedOperationException e) {
      return "0"; // not Linux: all processes are counted alike
    }
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
