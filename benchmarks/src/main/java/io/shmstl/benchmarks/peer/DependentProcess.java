package io.shmstl.benchmarks.peer;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that ends when this JVM ends, however that ends: the system closes the program's end of
 * a pipe with the JVM, killed or not, and a shell that reads from the pipe kills the program.
 *
 * <p>The process is the program itself, so its end, exit value and processor time are those of the
 * program. The program reads nothing.
 */
final class DependentProcess {
  /**
   * The shell leaves a child of its own at the pipe and becomes the program. That child outlives
   * the program by the moment in which this JVM sees its end and closes the pipe.
   */
  private static final String SCRIPT =
      "exec 3<&0; (read -r never <&3; kill -KILL $$) >/dev/null 2>&1 & exec \"$@\" 3<&- </dev/null";

  private DependentProcess() {}

  /**
   * Starts one.
   *
   * @param output where its output and its errors go
   * @throws IOException if there is no shell
   */
  static Process start(Redirect output, List<String> program) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    command.addAll(program);
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }
}
