package io.shmstl.sql.scan;

import io.shmstl.codec.PlainReader;
import io.shmstl.codec.Schema;
import io.shmstl.codec.SchemaRegistry;
import io.shmstl.codec.SchemaTable;
import io.shmstl.map.EntryCopy;
import io.shmstl.store.CacheDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache that the database has open, shared by its views: what its bytes mean. Counts its users; a
 * cache that was replaced is closed by the last of them. Thread-safe.
 */
abstract class OpenCache {
  private final CacheDescriptor descriptor;
  private final CacheTypes types;
  private final SchemaTable schemas;
  private final PlainReader reader;
  private final WholeObjects objects;
  private volatile long knownSize;
  private int users;
  private boolean isRetired;

  OpenCache(CacheDescriptor descriptor, SchemaRegistry registry) {
    this.descriptor = descriptor;
    this.types = CacheTypes.of(descriptor);
    this.schemas = new SchemaTable(registry);
    this.reader = new PlainReader(schemas);
    this.objects = new WholeObjects(types, reader, registry);
  }

  /** Pins the version committed last. */
  abstract EntryVersion pin();

  /** A walk over entries of any version, for a sample. */
  abstract EntryWalk walk();

  /** About how many entries there are. */
  abstract long size();

  /** How many entries are visible now, in one version; -1 where that takes a pin or a walk. */
  abstract long committedSize();

  /** Whether the cache behind is gone. */
  abstract boolean isDestroyed();

  /** Whether {@link EntryVersion#get} finds keys without a walk. */
  abstract boolean hasLookUp();

  /** Lets go of the cache, once nobody uses it. */
  abstract void release();

  final CacheDescriptor descriptor() {
    return descriptor;
  }

  final CacheTypes types() {
    return types;
  }

  final PlainReader reader() {
    return reader;
  }

  final List<Schema> schemas() {
    return schemas.all();
  }

  /** Whether a schema beyond so many was registered. */
  final boolean hasSchemasBeyond(int count) {
    return schemas.isRegistered(SchemaRegistry.FIRST_NUMBER + count);
  }

  /** A key or value as the object it was, as far as its class is there. */
  final @Nullable Object object(Side side, EntryCopy entry) {
    return objects.read(side, entry);
  }

  /** The declared class of a side. */
  final String className(Side side) {
    return side == Side.KEY ? types.keyType() : types.valueType();
  }

  /** About how many entries there are; the last known number if the cache is gone. */
  final long sizeNow() {
    if (use()) {
      try {
        if (!isDestroyed()) {
          knownSize = size();
        }
      } finally {
        unuse();
      }
    }
    return knownSize;
  }

  /** Counts one more user, if the cache is there; false if it is gone or closed. */
  final boolean useIfThere() {
    if (!use()) {
      return false;
    }
    boolean isThere = false;
    try {
      isThere = !isDestroyed();
      return isThere;
    } finally {
      if (!isThere) {
        unuse();
      }
    }
  }

  /** Counts one more user; false if the cache was closed meanwhile. */
  final synchronized boolean use() {
    if (isRetired && users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Ends a use. */
  final void unuse() {
    boolean isLast;
    synchronized (this) {
      users--;
      isLast = isRetired && users == 0;
    }
    if (isLast) {
      release();
    }
  }

  /** Closes the cache, now or when the last user is gone. */
  final void retire() {
    boolean isLast;
    synchronized (this) {
      isLast = !isRetired && users == 0;
      isRetired = true;
    }
    if (isLast) {
      release();
    }
  }
}
