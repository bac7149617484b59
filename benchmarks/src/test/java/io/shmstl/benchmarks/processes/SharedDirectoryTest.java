package io.shmstl.benchmarks.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedDirectoryTest {
  @TempDir private Path place;

  @Test
  void whatADeadProcessLeftBehindIsRemoved() throws IOException, InterruptedException {
    Path left = SharedDirectory.create(place, endedProcess()).path();
    Files.writeString(Files.createDirectory(left.resolve("cache")).resolve("segment"), "bytes");

    SharedDirectory.removeAbandoned(place);

    assertThat(left).doesNotExist();
  }

  /** A container's first process may take its time to collect the ended ones. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void processThatHasEndedButWasNotCollectedIsDead() throws IOException {
    Process parent = new ProcessBuilder("/bin/sh", "-c", "sleep 300 & exec cat").start();
    try (Writer input = parent.outputWriter();
        BufferedReader output = parent.inputReader()) {
      input.write("\n");
      input.flush();
      output.readLine(); // so the shell has become a program that collects nothing
      ProcessHandle process = parent.children().findFirst().orElseThrow();
      Path left = SharedDirectory.create(place, process.pid()).path();

      process.destroyForcibly();
      while (Files.exists(left)) {
        SharedDirectory.removeAbandoned(place);
      }

      assertThat(ProcessHandle.of(process.pid())).isPresent();
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  @Test
  void whatALiveProcessUsesStays() throws IOException {
    try (SharedDirectory own = SharedDirectory.create(place, ProcessHandle.current().pid())) {
      SharedDirectory.removeAbandoned(place);

      assertThat(own.path()).exists();
    }
  }

  @Test
  void whatNamesNoProcessOfOursStays() throws IOException, InterruptedException {
    long ended = endedProcess();
    Path elsewhere = Files.createDirectory(place.resolve("benchmarks-1-" + ended + "-7"));
    Path nameless = Files.createDirectory(place.resolve("benchmarks-" + ended));
    Path foreign = Files.createDirectory(place.resolve("shmstl-" + ended + "-7"));

    SharedDirectory.removeAbandoned(place);

    assertThat(elsewhere).exists();
    assertThat(nameless).exists();
    assertThat(foreign).exists();
  }

  private static long endedProcess() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("/bin/sh", "-c", "exit").start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.pid();
  }
}
