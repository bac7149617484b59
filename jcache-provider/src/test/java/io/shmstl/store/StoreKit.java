package io.shmstl.store;

import io.shmstl.map.EntryCopy;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Text keys and byte values over a {@link CacheStore}, for tests. */
final class StoreKit implements AutoCloseable {
  private final Space space;
  private final CacheStore store;
  private final EntryCopy copy = new EntryCopy();

  private StoreKit(Space space, CacheStore store) {
    this.space = space;
    this.store = store;
  }

  static StoreKit open(Path directory, String name, long capacityBytes) {
    Space space = Space.open(directory, StoreOptions.DEFAULT);
    boolean isOpen = false;
    try {
      StoreKit kit = over(space, name, capacityBytes);
      isOpen = true;
      return kit;
    } finally {
      if (!isOpen) {
        space.close();
      }
    }
  }

  /** Takes over a space, which is closed with the kit. */
  static StoreKit over(Space space, String name, long capacityBytes) {
    return new StoreKit(space, space.create(wanted(name, capacityBytes)));
  }

  static CacheDescriptor wanted(String name, long capacityBytes) {
    return CacheDescriptor.wanted(name, capacityBytes, new TreeMap<>());
  }

  /** A second mapping of a cache's segment, to damage its bytes; the caller closes it. */
  static Segment map(Space space, CacheStore store) {
    String name = store.descriptor().segmentId() + ".seg";
    try {
      return Segment.open(space.directory().resolve("caches").resolve(name), SegmentKind.CACHE);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(e);
    }
  }

  CacheStore store() {
    return store;
  }

  Space space() {
    return space;
  }

  void put(String key, byte[] value) {
    put(key, value, Long.MAX_VALUE);
  }

  void put(String key, byte[] value, long deadlineMs) {
    byte[] bytes = bytes(key);
    try (Batch batch = store.write()) {
      batch.put(bytes, bytes.length, hash(bytes), value, 0, value.length, 7, deadlineMs);
    }
  }

  boolean remove(String key) {
    byte[] bytes = bytes(key);
    try (Batch batch = store.write()) {
      return batch.remove(bytes, bytes.length, hash(bytes));
    }
  }

  boolean touch(String key, long deadlineMs) {
    byte[] bytes = bytes(key);
    try (Batch batch = store.write()) {
      return batch.touch(bytes, bytes.length, hash(bytes), deadlineMs);
    }
  }

  byte @Nullable [] get(String key) {
    return read(key) ? copy.value() : null;
  }

  boolean read(String key) {
    byte[] bytes = bytes(key);
    return store.get(bytes, bytes.length, hash(bytes), copy);
  }

  EntryCopy copy() {
    return copy;
  }

  long hash(String key) {
    return hash(bytes(key));
  }

  private long hash(byte[] bytes) {
    return store.hash(bytes, 0, bytes.length);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    store.close();
    space.close();
  }
}
