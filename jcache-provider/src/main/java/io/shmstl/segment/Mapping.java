package io.shmstl.segment;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One whole file in memory, with the arena that holds it there. Only an interruptible channel can
 * map, and an interrupt in the middle of it would leave the file mapped for good.
 */
final class Mapping implements AutoCloseable {
  private static final int MOST_CLOSE_TRIES = 1000;
  private static final long CLOSE_PAUSE_NANOS = 1_000_000;

  private final Path file;
  private final Arena arena;
  private final MemorySegment memory;

  private Mapping(Path file, Arena arena, MemorySegment memory) {
    this.file = file;
    this.arena = arena;
    this.memory = memory;
  }

  /** Makes {@code file} as long as {@code capacityBytes}, without backing, and maps it. */
  static Mapping extend(Path file, long capacityBytes) throws IOException {
    return uninterrupted(file, channel -> map(file, channel, capacityBytes));
  }

  /**
   * Maps a segment that was checked before.
   *
   * @throws VoidSegmentException if the name stands for another file by now
   */
  static Mapping of(Path file, Superblock checked) throws IOException {
    return uninterrupted(
        file,
        channel -> {
          // A mapping longer than the file would make the file longer.
          if (channel.size() != checked.capacityBytes()) {
            throw new VoidSegmentException(
                file, "length", channel.size() + " bytes", checked.capacityBytes());
          }
          return requireId(map(file, channel, checked.capacityBytes()), checked.id());
        });
  }

  MemorySegment memory() {
    return memory;
  }

  /**
   * Unmaps the file. An arena refuses to close while a channel reads into or writes from its
   * memory: waits for that, but not forever.
   */
  @Override
  public void close() {
    for (int i = 1; arena.scope().isAlive(); i++) {
      try {
        arena.close();
      } catch (IllegalStateException e) {
        if (i == MOST_CLOSE_TRIES) {
          logger().log(Level.WARNING, () -> file + " stays mapped: its memory is in use", e);
          return;
        }
        LockSupport.parkNanos(CLOSE_PAUSE_NANOS);
      }
    }
  }

  private static Mapping map(Path file, FileChannel channel, long capacityBytes)
      throws IOException {
    // Closed by whoever gets the mapping: it lives as long as the segment.
    @SuppressWarnings("MustBeClosedChecker")
    Arena arena = Arena.ofShared();
    boolean isMapped = false;
    try {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, capacityBytes, arena);
      isMapped = true;
      return new Mapping(file, arena, memory);
    } finally {
      if (!isMapped) {
        arena.close();
      }
    }
  }

  private static Mapping requireId(Mapping mapping, UUID expected) {
    UUID found =
        new UUID(
            mapping.memory.get(Layouts.LONG, SuperblockLayout.ID_HIGH),
            mapping.memory.get(Layouts.LONG, SuperblockLayout.ID_LOW));
    if (!found.equals(expected)) {
      mapping.close();
      throw new VoidSegmentException(mapping.file, "segment id", found, expected);
    }
    return mapping;
  }

  /** Acts in a thread that nobody can interrupt, since nobody knows it. */
  private static Mapping uninterrupted(Path file, Act act) throws IOException {
    FutureTask<Mapping> task = new FutureTask<>(() -> onChannel(file, act));
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name("shmstl-map " + file.getFileName())
        .start(task);
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Mapping onChannel(Path file, Act act) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return act.on(channel);
    }
  }

  private static IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(failure);
    };
  }

  private interface Act {
    Mapping on(FileChannel channel) throws IOException;
  }

  private static Logger logger() {
    return System.getLogger(Mapping.class.getName());
  }
}
