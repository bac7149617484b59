package io.shmstl.benchmarks.results;

import io.shmstl.benchmarks.peer.PeerKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the figures were measured on. */
public final class Machine {
  private static final Path LIBRARIES = Path.of("benchmarks", "target", "lib");
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** A paragraph of Markdown: processor, system, Java, flags, versions of the peers. */
  public static String describe(Session session, List<String> heap) throws IOException {
    return String.format(
        "%s: %s, %d cores; %s %s; Java %s (%s). Heap of the measured JVMs: `%s`. Rounds: %d, slices of"
            + " %d x %d ms.%n%nVersions: %s.%n",
        LocalDate.now(ZoneOffset.UTC),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version(),
        System.getProperty("java.vendor.version", System.getProperty("java.vendor")),
        String.join(" ", heap),
        session.rounds(),
        session.slices(),
        session.slice().toMillis(),
        String.join(", ", libraries(session.peers())));
  }

  /** The libraries of the peers as their files are called, without the ending. */
  private static SortedSet<String> libraries(List<PeerKind> peers) throws IOException {
    SortedSet<String> found = new TreeSet<>();
    if (Files.isDirectory(LIBRARIES)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(LIBRARIES, "*.jar")) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          for (PeerKind peer : peers) {
            if (!peer.artifact().isEmpty() && name.matches(peer.artifact() + "-\\d.*")) {
              found.add(name.replaceFirst("\\.jar$", ""));
            }
          }
        }
      }
    }
    return found;
  }

  private static String processor() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
