package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.peer.Reasons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that runs one main class of ours with the flags of a peer, talks in lines over its standard
 * output and input, and dies with this object. What it writes to its error output is kept in a
 * file.
 */
public final class ChildJvm implements AutoCloseable {
  /** A heap whose pages are touched and whose young generation does not change its size. */
  public static final List<String> STEADY_HEAP =
      List.of("-Xms2g", "-Xmx2g", "-Xmn256m", "-XX:+AlwaysPreTouch");

  private final String name;
  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ChildJvm(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    Thread.ofVirtual().start(this::collectLines);
  }

  /**
   * Starts one.
   *
   * @param heap flags of the heap; none for the JVM's own choice
   */
  public static ChildJvm start(
      Path errors, PeerKind peer, List<String> heap, Class<?> main, String... args)
      throws IOException {
    Files.createDirectories(errors.toAbsolutePath().getParent());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(heap);
    command.addAll(peer.flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(errors.toFile());
    return new ChildJvm(main.getSimpleName() + " of " + peer, builder.start(), errors);
  }

  private void collectLines() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(
          "! " + e.getMessage()); // nobody asks for such a line, so the wait ends in its bound
    }
  }

  /** Waits for the next line that begins with a word, and gives what follows the word. */
  public String await(String word, Duration most) throws IOException {
    long deadline = System.nanoTime() + most.toNanos();
    while (true) {
      String line = poll(deadline - System.nanoTime());
      if (line == null) {
        if (process.isAlive()) {
          throw new IOException(name + ": no " + word + " within " + most.toSeconds() + " s");
        }
        if (lines.isEmpty()) {
          throw new IOException(failure());
        }
      } else if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
    }
  }

  private @Nullable String poll(long nanos) throws IOException {
    try {
      long left = Math.max(nanos, 0);
      while (true) {
        String line = lines.poll(Math.min(left, 100_000_000), TimeUnit.NANOSECONDS);
        left -= 100_000_000;
        if (line != null || left <= 0 || !process.isAlive()) {
          return line;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Sends a line. */
  public void send(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Waits for its end; it must be a good one. */
  public void awaitEnd(Duration most) throws IOException {
    try {
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(name + ": did not end within " + most.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(failure());
    }
  }

  private String failure() throws IOException {
    try (Stream<String> said = Files.lines(errors)) {
      String last =
          said.filter(line -> line.contains("Exception") || line.contains("Error"))
              .reduce((_, later) -> later)
              .orElse("ended without a word, see " + errors);
      return Reasons.shortened(
          last.replaceFirst("^(Caused by|Exception in thread \\S+):? ", "")
              .replaceFirst("^(\\w+\\.)+UnsupportedOperationException: ", ""));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
