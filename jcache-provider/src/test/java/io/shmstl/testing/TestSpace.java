package io.shmstl.testing;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import io.shmstl.segment.SegmentOptions;
import io.shmstl.sync.Membership;
import io.shmstl.sync.SpaceLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory with a system segment, and this process as a member of it: what the rooms below
 * {@code store} need under them. A child JVM attaches to the same directory. Whoever created it
 * deletes it at the end.
 */
public final class TestSpace implements AutoCloseable {
  private static final long SYSTEM_CAPACITY = 1 << 20;
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

  private final Path directory;
  private final boolean isOwner;
  private final Segment system;
  private final Membership member;
  private final List<Segment> segments = new ArrayList<>();

  private TestSpace(Path directory, boolean isOwner, Segment system, Membership member) {
    this.directory = directory;
    this.isOwner = isOwner;
    this.system = system;
    this.member = member;
  }

  /** A new space in shared memory, or in the directory for temporary files if there is none. */
  public static TestSpace create() {
    Path shm = Path.of("/dev/shm");
    Path base = Files.isWritable(shm) ? shm : Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path directory =
          Files.createTempDirectory(
              base,
              "shmstl-test-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return in(directory, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The space that another process created. */
  public static TestSpace attach(Path directory) {
    return in(directory, false);
  }

  public Path directory() {
    return directory;
  }

  public Segment system() {
    return system;
  }

  public Membership member() {
    return member;
  }

  public SpaceLock lock() {
    return SpaceLock.of(directory.resolve("space.lock"));
  }

  public Path file(String name) {
    return directory.resolve(name + ".seg");
  }

  /** As {@link #createCache}, and all of it may be touched. */
  public Segment createReservedCache(String name, long capacityBytes) {
    Segment segment = createCache(name, capacityBytes);
    if (!segment.reserve(capacityBytes)) {
      throw new AssertionError("no room for " + capacityBytes + " bytes in " + directory);
    }
    return segment;
  }

  /** Creates a cache segment, which is closed with the space. */
  public Segment createCache(String name, long capacityBytes) {
    SegmentOptions options = SegmentOptions.cache(capacityBytes, system.id());
    try {
      return closedWithSpace(Segment.create(file(name), options, segment -> {}));
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a cache segment that was created before, here or in another process. */
  public Segment openCache(String name) {
    try {
      return closedWithSpace(Segment.open(file(name), SegmentKind.CACHE));
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    member.close();
    segments.forEach(Segment::close);
    system.close();
    if (isOwner) {
      delete(directory);
    }
  }

  private Segment closedWithSpace(Segment segment) {
    segments.add(segment);
    return segment;
  }

  private static TestSpace in(Path directory, boolean isOwner) {
    return SpaceLock.of(directory.resolve("space.lock"))
        .hold(
            LOCK_TIMEOUT,
            () -> {
              Segment system = system(directory.resolve("system.seg"), isOwner);
              Membership member = Membership.join(system, directory.resolve("members"));
              return new TestSpace(directory, isOwner, system, member);
            });
  }

  private static Segment system(Path file, boolean isNew) {
    try {
      if (isNew) {
        SegmentOptions options =
            new SegmentOptions(
                SegmentKind.SYSTEM, SYSTEM_CAPACITY, new UUID(0, 0), false, Membership.TABLE_BYTES);
        return Segment.create(file, options, segment -> {});
      }
      return Segment.open(file, SegmentKind.SYSTEM);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a directory and all that is in it. */
  public static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
