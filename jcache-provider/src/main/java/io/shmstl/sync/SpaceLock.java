package io.shmstl.sync;

import io.shmstl.segment.FileAccess;
import io.shmstl.segment.UninterruptedFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lock under which a space is created, joined, recreated, cleaned up and has caches created and
 * destroyed: rare acts, one at a time over all processes. It is the kernel's lock on a file, which
 * a dead process cannot keep, behind a mutex that excludes the threads and class loaders of one
 * JVM. Not reentrant.
 *
 * <p>While it is held the file names the holder, for messages.
 */
public final class SpaceLock {
  private static final int MOST_HOLDER_BYTES = 200;

  /** What a free lock may take to be had, whatever the timeout. */
  private static final long LEAST_WAIT_NANOS = 100_000_000;

  private final Path file;
  private final boolean groupShared;
  private volatile @Nullable Thread holder;

  private SpaceLock(Path file, boolean groupShared) {
    this.file = file.toAbsolutePath().normalize();
    this.groupShared = groupShared;
  }

  public static SpaceLock of(Path file) {
    return new SpaceLock(file, false);
  }

  /** The lock of a space that the group of its files may be allowed to share. */
  public static SpaceLock of(Path file, boolean groupShared) {
    return new SpaceLock(file, groupShared);
  }

  /** What runs under the lock. */
  public interface Body<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
  }

  /**
   * Runs {@code body} under the lock.
   *
   * @throws IllegalStateException if this thread holds it already
   * @throws LockTimeoutException naming the holder, if it could not be had in time
   * @throws io.shmstl.segment.SpaceAccessException if the file may not be used
   */
  public <T extends @Nullable Object, E extends Exception> T hold(Duration timeout, Body<T, E> body)
      throws E {
    if (Thread.currentThread().equals(holder)) {
      throw new IllegalStateException("the thread holds the space lock " + file + " already");
    }
    long startNanos = System.nanoTime();
    JvmMutex mutex = lockAmongThreads(timeout.toNanos());
    try {
      UninterruptedFile open =
          lockAmongProcesses(timeout.toNanos() - (System.nanoTime() - startNanos));
      try {
        holder = Thread.currentThread();
        return body.run();
      } finally {
        holder = null;
        close(open);
      }
    } finally {
      // Behind the closing of the file, which drops every lock this process has on it.
      mutex.close();
    }
  }

  private JvmMutex lockAmongThreads(long timeoutNanos) {
    long waitNanos = Math.max(timeoutNanos, LEAST_WAIT_NANOS);
    JvmMutex mutex = JvmMutex.tryAcquire("space " + canonicalFile(), waitNanos);
    if (mutex == null) {
      String pid = "(pid " + ProcessHandle.current().pid() + ")";
      throw timeout("a thread of this process " + pid, waitNanos);
    }
    return mutex;
  }

  /** One name for the file, by whatever links its directory was reached. */
  private Path canonicalFile() {
    Path directory = file.getParent();
    try {
      return directory == null ? file : directory.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      return file; // there is no such directory: opening the file will say so
    }
  }

  private UninterruptedFile lockAmongProcesses(long timeoutNanos) {
    UninterruptedFile open = null;
    boolean isLocked = false;
    try (Backoff backoff = new Backoff(timeoutNanos)) {
      open = openFile();
      while (!tryLock(open)) {
        if (!backoff.pause()) {
          throw timeout(holder(open), backoff.waitedNanos());
        }
      }
      isLocked = true;
      return open;
    } catch (IOException e) {
      throw FileAccess.failure(file, "lock", e);
    } finally {
      if (!isLocked && open != null) {
        close(open);
      }
    }
  }

  private UninterruptedFile openFile() throws IOException {
    FileAttribute<Set<PosixFilePermission>> mode = FileAccess.fileMode(groupShared);
    UninterruptedFile open =
        UninterruptedFile.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            mode);
    boolean isChecked = false;
    try {
      FileAccess.requireOneName(file);
      FileAccess.applyFileMode(file, mode, groupShared);
      FileAccess.requireFile(file, groupShared);
      isChecked = true;
      return open;
    } finally {
      if (!isChecked) {
        close(open);
      }
    }
  }

  private boolean tryLock(UninterruptedFile open) throws IOException {
    try {
      if (open.tryLock() == null) {
        return false;
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException(
          file + " is locked by this process, but not by shmstl; is it used for something else?",
          e);
    }
    name(open);
    return true;
  }

  /**
   * Says in the file who holds it: process id, its start and the present moment in milliseconds
   * since 1970. A space whose file system is full is locked all the same.
   */
  private void name(UninterruptedFile open) {
    ProcessHandle process = ProcessHandle.current();
    Optional<Instant> started = process.info().startInstant();
    long startedMs = started.isPresent() ? started.get().toEpochMilli() : 0;
    String holder = process.pid() + " " + startedMs + " " + System.currentTimeMillis();
    try {
      open.truncate(0);
      open.write(holder.getBytes(StandardCharsets.US_ASCII), 0);
    } catch (IOException e) {
      logger().log(Level.DEBUG, () -> "cannot write who holds " + file, e);
    }
  }

  private static String holder(UninterruptedFile open) throws IOException {
    String holder = new String(open.read(0, MOST_HOLDER_BYTES), StandardCharsets.US_ASCII);
    if (!Pattern.matches("\\d{1,18} \\d{1,18} \\d{1,18}", holder)) {
      return "a process that does not tell who it is";
    }
    String[] words = holder.split(" ", -1);
    return "pid %s (started %s) since %s".formatted(words[0], instant(words[1]), instant(words[2]));
  }

  private static Instant instant(String ms) {
    return Instant.ofEpochMilli(Long.parseLong(ms));
  }

  private LockTimeoutException timeout(String holder, long waitedNanos) {
    return new LockTimeoutException("the space lock " + file, holder, waitedNanos);
  }

  private void close(UninterruptedFile open) {
    try {
      open.close();
    } catch (IOException e) {
      logger().log(Level.WARNING, () -> "cannot close " + file, e);
    }
  }

  private static Logger logger() {
    return System.getLogger(SpaceLock.class.getName());
  }
}
