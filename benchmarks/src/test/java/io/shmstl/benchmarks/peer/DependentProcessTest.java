package io.shmstl.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DependentProcessTest {
  private static final long MOST_SECONDS = 20;

  /** Behind the pipe, {@code cat} ends when all who may write into it have ended. */
  @Test
  void programEndsWithTheJvmThatStartedItEvenIfThatIsKilled()
      throws IOException, InterruptedException {
    Process pipe =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "\"$@\" | cat",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName())
            .redirectError(Redirect.INHERIT)
            .start();
    try (BufferedReader output = pipe.inputReader()) {
      ProcessHandle owner = process(output.readLine());
      ProcessHandle program = process(output.readLine());

      owner.destroyForcibly();

      boolean hasEnded = pipe.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      program.destroyForcibly();
      assertThat(hasEnded).isTrue();
    }
  }

  @Test
  void processIsTheProgramItself() throws IOException, InterruptedException {
    Process program = DependentProcess.start(Redirect.DISCARD, List.of("/bin/sh", "-c", "exit 7"));

    assertThat(program.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(7);
  }

  private static ProcessHandle process(String id) {
    return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
  }

  /** A JVM that says its process id, and starts a program that says its own. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      System.out.println(ProcessHandle.current().pid());
      DependentProcess.start(Redirect.INHERIT, List.of("/bin/sh", "-c", "echo $$; exec sleep 300"))
          .waitFor();
    }
  }
}
