package io.shmstl.jcache.cache;

import io.shmstl.jcache.expiry.EntryExpiry;
import io.shmstl.jcache.near.NearSource;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.map.EntryLimits;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.store.Batch;
import io.shmstl.store.CacheStore;
import io.shmstl.store.KeyLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.cache.CacheException;

/**
 * The shared contents of one cache: the only place where an operation calls the store. What the
 * store throws leaves here as {@link CacheException} with the store's message and the cause; a
 * cache that was destroyed, or a handle that was closed meanwhile, as {@link
 * IllegalStateException}.
 */
public final class StoreGateway implements AutoCloseable, NearSource {
  private final CacheStore store;
  private final String name;
  private final LongSupplier clockMs;

  /**
   * Only then {@link #put} goes without the key's lock, and only then a lock has to keep it out.
   */
  private final boolean isEternal;

  /**
   * The contents of that store.
   *
   * @param clockMs the wall clock in milliseconds
   * @param isEternal whether no entry ever has a deadline, as all processes agree that have it open
   */
  public StoreGateway(CacheStore store, LongSupplier clockMs, boolean isEternal) {
    this.store = store;
    this.clockMs = clockMs;
    this.isEternal = isEternal;
    this.name = store.descriptor().name();
  }

  /** Hash of an encoded key. */
  public long hash(byte[] key, int length) {
    return store.hash(key, 0, length);
  }

  /** Copies the entry of a key, without a lock; false if there is none. Expiry is not judged. */
  public boolean get(byte[] key, int length, long hash, EntryCopy into) {
    try {
      return store.get(key, length, hash, into);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /**
   * Asks memory for what a change of the key will touch, and waits for none of it.
   *
   * @return what was loaded, to be kept somewhere: nobody leaves out a load that is used
   */
  public long fetch(long hash) {
    try {
      return store.fetch(hash);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /**
   * Stores an eternal entry, over the one the key may have, when nobody else changes the key.
   *
   * @throws IllegalStateException if entries of this cache may have a deadline
   */
  public void put(byte[] key, int keyLength, long hash, byte[] value, int valueLength) {
    if (!isEternal) {
      throw new IllegalStateException(
          "found a put without a look at the entry, expected none where entries expire");
    }
    boolean isPut;
    try {
      isPut = store.putIfUnlocked(key, keyLength, hash, value, valueLength);
    } catch (RuntimeException e) {
      throw translated(e);
    } catch (VirtualMachineError e) {
      store.letGo();
      throw e;
    }
    if (!isPut) {
      putWithLock(key, keyLength, hash, value, valueLength);
    }
  }

  private void putWithLock(byte[] key, int keyLength, long hash, byte[] value, int valueLength) {
    KeyLock lock = store.lockOf(hash);
    try {
      putLocked(lock, key, keyLength, hash, value, valueLength);
    } catch (RuntimeException e) {
      throw translated(e);
    } catch (VirtualMachineError e) {
      lock.letGo();
      throw e;
    }
  }

  private void putLocked(
      KeyLock lock, byte[] key, int keyLength, long hash, byte[] value, int valueLength) {
    try (KeyLock _ = store.take(lock, isEternal);
        Batch batch = store.write()) {
      batch.put(key, keyLength, hash, value, 0, valueLength, 0, EntryExpiry.ETERNAL);
    }
  }

  @Override
  public long stamp(EntryCopy found) {
    try {
      return store.stamp(found);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public long stamp(long stampAddress, long slotAddress, long slot, long version) {
    try {
      return store.stamp(stampAddress, slotAddress, slot, version);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public int age() {
    try {
      return store.age();
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public boolean isCurrent(long stampAddress, long stamp, int age, long deadlineMs) {
    try {
      return store.isCurrent(stampAddress, stamp, age)
          && (deadlineMs == EntryExpiry.ETERNAL || deadlineMs > clockMs.getAsLong());
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /** The lock of a key, not yet taken. */
  public KeyLock lockOf(long hash) {
    return store.lockOf(hash);
  }

  /** The locks of several keys, not yet taken; they are in the one order that cannot deadlock. */
  public KeyLock lockOf(long[] hashes) {
    return store.lockOf(hashes);
  }

  /** Locks keys against changes by any thread of any process, user code included. */
  public KeyLock take(KeyLock lock) {
    try {
      return store.take(lock, isEternal);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /**
   * Refuses what the segment would refuse, before anything else is done with it.
   *
   * @throws CacheException naming size and limit
   */
  public void requireFits(int keyLength, int valueLength) {
    refuse("key", keyLength, EntryLimits.MAX_KEY_BYTES, "the longest key");
    refuse("value", valueLength, store.maxValueBytes(), "1/8 of the cache's capacity");
  }

  private void refuse(String what, int length, int limit, String meaning) {
    if (length > limit) {
      throw new CacheException(
          "cache %s: found a %s of %,d bytes, expected at most %,d (%s)"
              .formatted(name, what, length, limit, meaning));
    }
  }

  /** Runs changes under the writer lease; no user code may run in them. */
  public void write(Consumer<Batch> changes) {
    try (Batch batch = store.write()) {
      changes.accept(batch);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /** Removes every entry. */
  public void clear() {
    try {
      store.clear();
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /** Starts a weakly consistent walk over the entries. */
  public EntryCursor entries() {
    return call(store::entries);
  }

  /** Takes the next step of a walk; false at its end. */
  public boolean next(EntryCursor cursor, EntryCopy into) {
    try {
      return cursor.next(into);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /** The figures of the segment. */
  public SegmentFigures figures() {
    return call(store::figures);
  }

  /** Writes a copy of the entries there are now to a new file; says how many. */
  public long exportTo(Path file) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      return snapshot.exportTo(file);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /** Whether the cache was destroyed, by this process or another. */
  public boolean isDestroyed() {
    return store.isDestroyed();
  }

  /** The store behind, for what is no operation of the cache. */
  public CacheStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
  }

  private <T> T call(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  private RuntimeException translated(RuntimeException e) {
    return StoreErrors.translated(name, e);
  }
}
