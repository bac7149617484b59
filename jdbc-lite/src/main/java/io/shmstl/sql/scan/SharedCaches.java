package io.shmstl.sql.scan;

import io.shmstl.registry.NamedObject;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.PinFigures;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.store.CacheDescriptor;
import io.shmstl.store.CacheDestroyedException;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.sync.MemberInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The caches of a space: each is opened when it is first asked for, and stays open. */
final class SharedCaches implements CacheSource {
  private static final Logger LOG = System.getLogger(SharedCaches.class.getName());

  private final Space space;
  private final Map<String, SharedCache> open = new HashMap<>();
  private volatile Listing listing = new Listing(0, List.of(), Set.of());
  private boolean isClosed;

  /** Takes over the handle of a space. */
  SharedCaches(Space space) {
    this.space = space;
  }

  @Override
  public List<CacheDescriptor> descriptors() {
    return listing().descriptors();
  }

  /** The registry as it was when its word was read; statements look for names again and again. */
  private record Listing(long word, List<CacheDescriptor> descriptors, Set<String> names) {}

  private Listing listing() {
    long word = space.cachesWord();
    Listing known = listing;
    if (word != 0 && word == known.word()) {
      return known;
    }
    List<CacheDescriptor> descriptors =
        space.caches().stream().sorted(Comparator.comparing(CacheDescriptor::name)).toList();
    Set<String> names = descriptors.stream().map(CacheDescriptor::name).collect(Collectors.toSet());
    Listing read = new Listing(word, descriptors, names);
    listing = read;
    return read;
  }

  @Override
  public List<SegmentFigures> segments() {
    List<SegmentFigures> segments = new ArrayList<>();
    segments.add(space.systemFigures());
    segments.addAll(ofEach(CacheStore::figures).values());
    return segments;
  }

  @Override
  public Map<String, List<NamedObject>> objects() {
    Map<String, List<NamedObject>> objects = new LinkedHashMap<>();
    objects.put(space.systemFigures().name(), space.systemObjects());
    objects.putAll(ofEach(CacheStore::objects));
    return objects;
  }

  @Override
  public Map<String, List<FreeBlock>> freeBlocks() {
    Map<String, List<FreeBlock>> blocks = new LinkedHashMap<>();
    blocks.put(space.systemFigures().name(), space.systemFreeBlocks());
    blocks.putAll(ofEach(CacheStore::freeBlocks));
    return blocks;
  }

  @Override
  public Map<String, List<PinFigures>> pins() {
    return ofEach(CacheStore::pins);
  }

  @Override
  public List<MemberInfo> members() {
    return space.members();
  }

  /** A fact of each cache, but for those that are destroyed meanwhile. */
  private <T> Map<String, T> ofEach(Function<CacheStore, T> fact) {
    Map<String, T> facts = new LinkedHashMap<>();
    for (CacheDescriptor descriptor : descriptors()) {
      SharedCache cache = use(descriptor.name());
      if (cache != null) {
        try {
          facts.put(descriptor.name(), fact.apply(cache.store()));
        } catch (CacheDestroyedException e) {
          LOG.log(Level.DEBUG, "left out", e);
        } finally {
          cache.unuse();
        }
      }
    }
    return facts;
  }

  @Override
  public @Nullable SharedCache use(String name) {
    SharedCache known = useOpen(name);
    if (known != null || !listing().names().contains(name)) {
      return known;
    }
    // Not under our lock: it may have to wait for the lock of the space.
    CacheStore store = space.find(name);
    return store == null ? null : useNew(name, store);
  }

  private synchronized @Nullable SharedCache useOpen(String name) {
    requireOpen();
    SharedCache known = open.get(name);
    if (known == null || (!known.isDestroyed() && known.use())) {
      return known;
    }
    open.remove(name);
    known.retire();
    return null;
  }

  private synchronized SharedCache useNew(String name, CacheStore store) {
    SharedCache used = null;
    try {
      SharedCache faster = useOpen(name);
      if (faster != null) {
        return faster;
      }
      used = new SharedCache(store);
      used.use();
      open.put(name, used);
      return used;
    } finally {
      if (used == null) {
        store.close();
      }
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the space " + space.directory() + " is closed");
    }
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
