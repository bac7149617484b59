package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessIdentityTest {
  private static final ProcessIdentity CURRENT = ProcessIdentity.current();

  @Test
  void thisProcessRuns() {
    assertThat(CURRENT.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(CURRENT.startTicks()).isPositive();
    assertThat(CURRENT.namespace()).isPositive();
    assertThat(CURRENT.isRunning()).isTrue();
    assertThat(CURRENT.isCurrent()).isTrue();
    assertThat(CURRENT.isOfThisNamespace()).isTrue();
  }

  @Test
  void sameIdWithAnotherStartIsAnotherProcess() {
    ProcessIdentity earlier =
        new ProcessIdentity(CURRENT.pid(), CURRENT.startTicks() - 1, CURRENT.namespace());

    assertThat(earlier.isRunning()).isFalse();
    assertThat(earlier.isCurrent()).isFalse();
  }

  @Test
  void unknownNamespaceIsNotThisOne() {
    assertThat(new ProcessIdentity(1, 1, 0).isOfThisNamespace()).isFalse();
  }

  @Test
  void zombieDoesNotRun() throws IOException {
    // The shell starts a child and becomes a program that does not wait for it.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec cat").start();
    try {
      long pid = Long.parseLong(parent.inputReader().readLine());
      while (!stat(pid).contains(") Z ")) {
        Thread.onSpinWait();
      }
      String[] fields = stat(pid).substring(stat(pid).lastIndexOf(')') + 2).split(" ", -1);
      ProcessIdentity zombie =
          new ProcessIdentity(pid, Long.parseLong(fields[19]), CURRENT.namespace());

      assertThat(zombie.isRunning()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static String stat(long pid) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
  }
}
