package io.shmstl.snapshot;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.SharedMap;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.map.VersionCursor;
import io.shmstl.sync.Pin;
import io.shmstl.sync.Pins;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One version of a map, pinned: opened in constant time whatever the size, read without locks while
 * writers go on, and given back by {@link #close} (claims 6-7 and 14-15). What is superseded
 * meanwhile is kept until then, within a bound: past it the snapshot ends with {@link
 * SnapshotTooOldException}.
 *
 * <p>A {@code get} of the cache may see a change that a snapshot opened at that moment does not: a
 * change is visible to readers of its key an instant before it gets its place in the order of
 * versions.
 *
 * <p>Cursors and copies are for one thread each; the snapshot itself for any.
 */
public final class Snapshot implements AutoCloseable {
  /** What {@link #knownSize} says where only a walk can tell. */
  public static final long UNKNOWN = -1;

  /** How often a snapshot is opened anew to have its size, before it does without. */
  private static final int REOPENINGS = 8;

  private final SharedMap map;
  private final Pin pin;
  private final long version;
  private final long openedAtMs;
  private final long knownSize;
  private final Supplier<byte[]> about;

  private Snapshot(
      SharedMap map, Pin pin, long openedAtMs, long knownSize, Supplier<byte[]> about) {
    this.map = map;
    this.pin = pin;
    this.version = pin.version();
    this.openedAtMs = openedAtMs;
    this.knownSize = knownSize;
    this.about = about;
  }

  /**
   * Pins the version committed last.
   *
   * @param about what an export is to say of the cache, for who reads it
   * @throws io.shmstl.sync.TooManyPinsException if all pins belong to living processes
   */
  public static Snapshot open(SharedMap map, Pins pins, Supplier<byte[]> about) {
    long openedAtMs = System.currentTimeMillis();
    Pin pin = pins.open(openedAtMs);
    long size = map.sizeAt(pin.version());
    for (int i = 0; i < REOPENINGS && size == SharedMap.CHANGING; i++) {
      pin.close();
      pin = pins.open(openedAtMs);
      size = map.sizeAt(pin.version());
    }
    return new Snapshot(map, pin, openedAtMs, Math.max(UNKNOWN, size), about);
  }

  /** The commit version that this snapshot reads. */
  public long version() {
    return version;
  }

  /** When it was opened, in milliseconds since 1970: what had expired then is not seen. */
  public long openedAtMs() {
    return openedAtMs;
  }

  /** A walk over all entries of the version, expired ones included: see {@link #isVisible}. */
  public VersionCursor entries() {
    return map.entriesAt(version);
  }

  /**
   * A walk as by {@link #entries} that leaves out keys and values; it does not see whether they are
   * damaged.
   */
  public VersionCursor headers() {
    return map.headersAt(version);
  }

  /**
   * How many entries are visible, if that is known without a walk: where none expires, unless
   * writers left no moment to see it. {@link #UNKNOWN} otherwise.
   */
  public long knownSize() {
    return knownSize;
  }

  /** Copies the entry of a key; false if it had none, or an expired one. */
  public boolean get(byte[] key, int length, EntryCopy into) {
    return map.getAt(key, length, map.hash(key, 0, length), version, into) && isVisible(into);
  }

  /** Whether a copied entry had not expired when this snapshot was opened. */
  public boolean isVisible(EntryCopy entry) {
    return entry.deadlineMs() > openedAtMs;
  }

  /**
   * Writes a compact copy of what this snapshot sees to a new file, which {@link Export} reads. The
   * file gets its name when it is complete; whatever fails leaves nothing behind.
   *
   * @return how many entries it has
   * @throws FileAlreadyExistsException if the name is taken; what it stands for is untouched
   * @throws IOException if the file cannot be written
   * @throws SnapshotTooOldException if this snapshot had to give way meanwhile
   */
  public long exportTo(Path file) throws IOException {
    try (ExportWriter export = ExportWriter.create(file, about.get())) {
      VersionCursor cursor = entries();
      EntryCopy entry = new EntryCopy();
      while (cursor.next(entry)) {
        if (isVisible(entry)) {
          export.add(entry);
        }
      }
      return export.publish(version(), openedAtMs);
    }
  }

  /** Gives the version back; reading on ends in exceptions or in other versions' data. */
  @Override
  public void close() {
    pin.close();
  }
}
