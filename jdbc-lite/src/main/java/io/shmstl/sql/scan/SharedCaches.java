package io.shmstl.sql.scan;

import io.shmstl.store.CacheDescriptor;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caches of a space: each is opened when it is first asked for, and stays open. */
final class SharedCaches implements CacheSource {
  private final Space space;
  private final Map<String, SharedCache> open = new HashMap<>();
  private boolean isClosed;

  /** Takes over the handle of a space. */
  SharedCaches(Space space) {
    this.space = space;
  }

  Space space() {
    return space;
  }

  @Override
  public List<String> names() {
    return space.caches().stream().map(CacheDescriptor::name).sorted().toList();
  }

  @Override
  public synchronized @Nullable SharedCache use(String name) {
    if (isClosed) {
      throw new IllegalStateException("the space " + space.directory() + " is closed");
    }
    SharedCache known = open.get(name);
    if (known != null && !known.isDestroyed() && known.use()) {
      return known;
    }
    if (known != null) {
      open.remove(name);
      known.retire();
    }
    CacheStore store = space.find(name);
    if (store == null) {
      return null;
    }
    SharedCache cache = new SharedCache(store);
    cache.use();
    open.put(name, cache);
    return cache;
  }

  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      open.values().forEach(OpenCache::retire);
      open.clear();
      space.close();
    }
  }
}
