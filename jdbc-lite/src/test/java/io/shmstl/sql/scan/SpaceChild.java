package io.shmstl.sql.scan;

import io.shmstl.jcache.ShmCachingProvider;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Another JVM that uses the caches of a space: it does what the lines say that the test sends, and
 * answers each with a line.
 */
final class SpaceChild implements AutoCloseable {
  private static final String DONE = "done";

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private SpaceChild(Process process) {
    this.process = process;
    commands = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static SpaceChild start(Path space) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            SpaceChild.class.getName(),
            space.toString());
    try {
      SpaceChild child =
          new SpaceChild(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
      child.expectDone();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Sends a command and waits until it is done. */
  void run(String command) {
    send(command);
    expectDone();
  }

  /** Sends a command whose end nobody waits for yet. */
  void send(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void expectDone() {
    try {
      String answer = answers.readLine();
      if (!DONE.equals(answer)) {
        throw new AssertionError("child says " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("child does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What the child runs. */
  @SuppressWarnings("SystemOut") // its answers
  public static void main(String[] arguments) throws IOException {
    Path space = Path.of(arguments[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ShmCachingProvider provider = new ShmCachingProvider()) {
      CacheManager manager =
          provider.getCacheManager(
              URI.create("shmstl:" + space), SpaceChild.class.getClassLoader());
      System.out.println(DONE);
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        handle(line.split(" ", -1), manager, space);
        System.out.println(DONE);
      }
    }
  }

  private static void handle(String[] words, CacheManager manager, Path space) {
    switch (words[0]) {
      case "rounds" -> rounds(manager, words[1], Long.parseLong(words[2]));
      case "destroy" -> manager.destroyCache(words[1]);
      case "pin" -> pin(space, words[1]);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  /** Puts the number of each round under every key, in the order of the keys. */
  private static void rounds(CacheManager manager, String name, long rounds) {
    Cache<Long, Long> cache =
        Objects.requireNonNull(manager.getCache(name, Long.class, Long.class));
    for (long round = 1; round <= rounds; round++) {
      for (long key = 0; key < OtherProcessTest.KEYS; key++) {
        cache.put(key, round);
      }
    }
  }

  /** Leaves a view open that has read a cache. */
  private static void pin(Path space, String name) {
    CacheDatabase database = CacheDatabase.open(space, true);
    CacheView view = database.openView();
    Table table = Objects.requireNonNull(database.catalog().table(SpaceCatalog.CACHES, name));
    TableCursor cursor = table.scan(view, DatabaseKit.bits(0));
    if (!cursor.next()) {
      throw new IllegalStateException(name + " is empty");
    }
  }
}
