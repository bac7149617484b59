package io.shmstl.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that a test started, with the class path of the test: it answers lines with lines, and can
 * be killed, stopped and continued like any process.
 *
 * <p>In the child, {@link #serve} is what {@code main} calls; it ends when the parent closes it or
 * dies.
 */
public final class ChildJvm implements AutoCloseable {
  /** The exit status of a process that SIGKILL ended. */
  public static final int KILLED = 137;

  private static final long LINE_TIMEOUT_SECONDS = 60;
  private static final String READY = "READY";
  private static final String END = "END";

  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ChildJvm(Process process) {
    this.process = process;
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("lines of " + process.pid()).start(this::readLines);
  }

  /** Starts {@code main} with the arguments and waits until it serves. */
  public static ChildJvm start(Class<?> main, String... arguments) {
    return startUnder(List.of(), main, arguments);
  }

  /** Starts it with JVM flags that count more than the usual ones. */
  public static ChildJvm startWith(List<String> flags, Class<?> main, String... arguments) {
    return start(List.of(), flags, main, arguments);
  }

  /** Starts it as the child of another command, such as {@code unshare}. */
  public static ChildJvm startUnder(List<String> prefix, Class<?> main, String... arguments) {
    return start(prefix, List.of(), main, arguments);
  }

  /** Starts it as the child of another command, with JVM flags. */
  public static ChildJvm start(
      List<String> prefix, List<String> flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags.isEmpty() ? List.of("-XX:TieredStopAtLevel=1") : flags);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-ea",
            "--sun-misc-unsafe-memory-access=deny",
            "--illegal-native-access=deny",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    try {
      ChildJvm child =
          new ChildJvm(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
      child.expect(READY);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Sends a command and waits for the line that answers it. */
  public String ask(String command) {
    send(command);
    return answer();
  }

  /** Sends a command whose answer is fetched later. */
  public void send(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("child " + pid() + " is gone", e);
    }
  }

  /** The next line of the child. */
  public String answer() {
    return answer(LINE_TIMEOUT_SECONDS);
  }

  /** The next line of a child that may have much to do before. */
  public String answer(long timeoutSeconds) {
    try {
      String line = lines.poll(timeoutSeconds, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("child " + pid() + " does not answer");
      }
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A line that it has said and nobody has fetched; null if there is none. */
  public @Nullable String saidMeanwhile() {
    return lines.poll();
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone; returns its exit status. */
  public int kill() {
    process.destroyForcibly();
    return waitFor();
  }

  /** Kills it without waiting. */
  public void killLater() {
    process.destroyForcibly();
  }

  /** Stops it, as SIGSTOP does. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a stopped one go on. */
  public void resume() {
    signal("CONT");
  }

  /** Waits for its end; returns its exit status. */
  public int waitFor() {
    try {
      if (!process.waitFor(LINE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("child " + pid() + " does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets it end by itself; kills it if it does not. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        commands.close();
        process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What a child does with a command. */
  public interface Handler {
    String handle(String[] words) throws Exception;
  }

  /** In the child: says that it is ready, and answers commands until the parent goes away. */
  public static void serve(Handler handler) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(READY);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(answer(handler, line));
    }
  }

  private static String answer(Handler handler, String line) {
    try {
      return handler.handle(line.split(" ", -1));
    } catch (Exception e) {
      return (e.getClass().getSimpleName() + ": " + e.getMessage()).replace('\n', ' ');
    }
  }

  private void expect(String expected) {
    String line = answer();
    if (!line.equals(expected)) {
      process.destroyForcibly();
      throw new AssertionError("child says " + line + " and not " + expected);
    }
  }

  private void readLines() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
    lines.add(END);
  }

  /** To the process, and to those it started if it is another command's. */
  private void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(pid())));
    process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new AssertionError(command + " failed");
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
