package io.shmstl.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which process a member is: process ids are used again, so the start time belongs to it, and they
 * count in one PID namespace only.
 *
 * @param pid process id as the process itself sees it
 * @param startTicks clock ticks from boot to the start of the process
 * @param namespace inode of its PID namespace; 0 if it could not be read
 */
record ProcessIdentity(long pid, long startTicks, long namespace) {
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  private static final ProcessIdentity CURRENT =
      new ProcessIdentity(ProcessHandle.current().pid(), startTicks("self"), ownNamespace());

  static ProcessIdentity current() {
    return CURRENT;
  }

  boolean isCurrent() {
    // Not equals: what the JVM makes for a record's takes longer than all the rest of a start.
    return pid == CURRENT.pid && startTicks == CURRENT.startTicks && namespace == CURRENT.namespace;
  }

  /**
   * True if a process with this id and start time runs here and is no zombie. Says nothing about
   * processes of other namespaces.
   */
  boolean isRunning() {
    Stat stat = Stat.read(Long.toString(pid));
    return stat != null && stat.startTicks == startTicks && !stat.isZombie();
  }

  boolean isOfThisNamespace() {
    return namespace != 0 && namespace == CURRENT.namespace;
  }

  private static long startTicks(String process) {
    Stat stat = Stat.read(process);
    return stat == null ? 0 : stat.startTicks;
  }

  private static long ownNamespace() {
    try {
      // the link reads pid:[4026531836]
      String target = Files.readSymbolicLink(NAMESPACE).toString();
      return Long.parseLong(target, target.indexOf('[') + 1, target.indexOf(']'), 10);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return 0;
    }
  }

  /** The two fields of /proc/PID/stat that say whether a process is the one meant. */
  private record Stat(char state, long startTicks) {
    /** Field 3 and field 22 of the file; the fields behind the command begin with field 3. */
    private static final int STATE = 0;

    private static final int START_TICKS = 22 - 3;

    static @Nullable Stat read(String process) {
      try {
        String line = Files.readString(Path.of("/proc", process, "stat"));
        // The command stands in parentheses and may contain anything, parentheses too.
        String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
        return new Stat(fields[STATE].charAt(0), Long.parseLong(fields[START_TICKS]));
      } catch (IOException | RuntimeException e) {
        // There is no such process, or it went while we read.
        return null;
      }
    }

    boolean isZombie() {
      return state == 'Z' || state == 'X' || state == 'x';
    }
  }
}
