package io.shmstl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a long test did last, written out if it fails, and the figures that it reached. Both go to
 * {@code target/torture}. Any thread.
 */
public final class TestLog {
  private static final Logger LOG = System.getLogger(TestLog.class.getName());
  private static final Path DIRECTORY = Path.of("target", "torture");
  private static final int MOST_LINES = 10_000;

  private final String name;
  private final long seed;
  private final Deque<String> lines = new ArrayDeque<>();

  /** A log of that name; the seed repeats the test. */
  public TestLog(String name, long seed) {
    this.name = name;
    this.seed = seed;
  }

  /** Remembers a line, and forgets the oldest of too many. */
  public synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.add(LocalTime.now(ZoneOffset.UTC) + " " + line);
  }

  /** After a failure: writes what is remembered, and says where and with which seed. */
  public synchronized void write() {
    lines.addFirst("seed " + seed);
    Path file = save("log.txt", String.join("\n", lines) + "\n");
    LOG.log(Level.ERROR, "{0} failed with seed {1}, see {2}", name, Long.toString(seed), file);
  }

  /** After a success: keeps the figures. */
  public void report(String figures) {
    save("figures.txt", "seed " + seed + ": " + figures + "\n");
    LOG.log(Level.INFO, "{0}: {1}", name, figures);
  }

  private Path save(String suffix, String text) {
    try {
      Files.createDirectories(DIRECTORY);
      return Files.writeString(DIRECTORY.resolve(name + "-" + suffix), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
