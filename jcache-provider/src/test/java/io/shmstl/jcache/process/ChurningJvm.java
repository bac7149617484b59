package io.shmstl.jcache.process;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.map.VersionCursor;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import io.shmstl.testing.CheckedValue;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;

/**
 * A JVM that makes so many changes of mixed sizes, opens snapshots meanwhile, reads some and leaks
 * some, and leaves as it is told to: properly, or without a word.
 */
final class ChurningJvm {
  static final String CACHE = "churned";
  static final int KEYS = 6_000;

  private static final int CHANGES_PER_SNAPSHOT = 2_000;
  private static final int MOST_LEAKED = 3;
  private static final int MOST_VALUE_BYTES = 30_000;

  private final CacheManager manager;
  private final Cache<String, Object> cache;
  private final Space space;
  private final CacheStore store;
  private final Random random;
  private final List<Snapshot> leaked = new ArrayList<>();

  private ChurningJvm(Path directory, long seed) {
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory), null);
    cache = manager.getCache(CACHE);
    space = Space.open(directory, StoreOptions.DEFAULT);
    store = Objects.requireNonNull(space.find(CACHE));
    random = new Random(seed);
  }

  /** Arguments: the space's directory, seed. */
  public static void main(String[] args) throws IOException {
    ChurningJvm jvm = new ChurningJvm(Path.of(args[0]), Long.parseLong(args[1]));
    ChildJvm.serve(words ->
        switch (words[0]) {
          case "churn" -> jvm.churn(Integer.parseInt(words[1]));
          case "leave" -> jvm.leave();
          case "vanish" -> {
            Runtime.getRuntime().halt(3);
            yield "";
          }
          default -> throw new IllegalArgumentException(words[0]);
        });
  }

  static String key(int key) {
    return "key-" + key;
  }

  private String churn(int changes) {
    for (int i = 0; i < changes; i++) {
      change(random.nextInt(KEYS));
      if (i % CHANGES_PER_SNAPSHOT == CHANGES_PER_SNAPSHOT / 2) {
        lookAtASnapshot();
      }
    }
    return "churned";
  }

  private void change(int key) {
    switch (random.nextInt(8)) {
      case 0 -> cache.remove(key(key));
      case 1 -> {
        byte[] old = (byte[]) cache.getAndPut(key(key), value(key));
        if (old != null && !CheckedValue.isWhole(old, key)) {
          throw new AssertionError("a torn value of key " + key);
        }
      }
      default -> cache.put(key(key), value(key));
    }
  }

  private byte[] value(int key) {
    return CheckedValue.of(key, random, random.nextInt(50) == 0 ? MOST_VALUE_BYTES : 2_000);
  }

  /** Counts what a snapshot shows; leaves the first few open, as careless users do. */
  private void lookAtASnapshot() {
    Snapshot snapshot = store.snapshot();
    if (leaked.size() < MOST_LEAKED) {
      leaked.add(snapshot);
      return;
    }
    try (snapshot) {
      VersionCursor entries = snapshot.entries();
      EntryCopy copy = new EntryCopy();
      while (entries.next(copy)) {
        if (copy.valueLength() == 0) {
          throw new AssertionError("an entry without a value");
        }
      }
    } catch (SnapshotTooOldException e) {
      // The others wrote more than may be kept for it; that is what it is to be told.
      return;
    }
  }

  private String leave() {
    store.close();
    space.close();
    manager.close();
    return "left";
  }
}
