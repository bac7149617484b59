package io.shmstl.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A JVM of the demo as the one that directs it sees it: orders go in, a story comes out. */
final class DemoJvm implements AutoCloseable {
  private static final String DONE = "done ";

  private final Process process;
  private final Writer orders;
  private final BufferedReader lines;
  private long lastResult;

  private DemoJvm(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static DemoJvm start(Class<?> main, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new DemoJvm(process);
  }

  long pid() {
    return process.pid();
  }

  /** Gives an order, prints what it makes the JVM say, and returns the result. */
  long order(String order) throws IOException {
    send(order);
    return result();
  }

  void send(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
  }

  /** Prints lines until one holds a result. */
  long result() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(DONE)) {
        lastResult = Long.parseLong(line.substring(DONE.length()));
        return lastResult;
      }
      System.out.println(line);
    }
    throw new IOException("JVM " + pid() + " has ended with status " + process.exitValue());
  }

  /** Kills it as {@code kill -9} does; returns the last result it gave before. */
  long kill() throws IOException {
    process.toHandle().destroyForcibly(); // unlike Process, leaves what it has printed to be read
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(DONE) && line.length() > DONE.length()) {
        // the last line may be cut short, and is then a smaller number
        lastResult = Math.max(lastResult, Long.parseLong(line.substring(DONE.length())));
      }
    }
    return lastResult;
  }

  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    } finally {
      process.destroy();
    }
  }
}
