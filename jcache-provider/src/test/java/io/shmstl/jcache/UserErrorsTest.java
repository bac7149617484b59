package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An {@code OutOfMemoryError} or {@code StackOverflowError} in any code of the user: it reaches the
 * caller, no lock stays held, the entry is the old one or the new one, and everybody goes on.
 */
@Timeout(60)
class UserErrorsTest {
  private static volatile @Nullable Place armed;
  private static volatile boolean isOutOfMemory;

  /** Where the error comes from, and what a user does to meet it. */
  enum Place {
    PROCESSOR {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.invoke(
            "key",
            (entry, _) -> {
              entry.setValue("by the processor");
              spring(this);
              return null;
            });
      }
    },
    PROCESSOR_OF_ALL {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache
            .invokeAll(
                Set.of("key", "other"),
                (entry, _) -> {
                  spring(this);
                  return null;
                })
            .values()
            .forEach(result -> result.get());
      }
    },
    LOAD {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.get("absent");
      }
    },
    LOAD_ALL {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.getAll(Set.of("absent", "absent too"));
      }
    },
    WRITE {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("key", "new");
      }
    },
    WRITE_ALL {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.putAll(Map.of("key", "new", "other", "new"));
      }
    },
    DELETE {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.remove("key");
      }
    },
    DELETE_ALL {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.removeAll(Set.of("key", "other"));
      }
    },
    LISTEN_CREATED {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("fresh", "new");
      }
    },
    LISTEN_UPDATED {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("key", "new");
      }
    },
    LISTEN_REMOVED {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.remove("key");
      }
    },
    FILTER {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.putAll(Map.of("key", "new", "other", "new"));
      }
    },
    EXPIRY_OF_CREATION {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("fresh", "new");
      }
    },
    EXPIRY_OF_UPDATE {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.getAndPut("key", "new");
      }
    },
    EXPIRY_OF_ACCESS {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.get("key");
      }
    },
    KEY_WRITTEN {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put(new Trap(this), "new");
      }
    },
    VALUE_WRITTEN {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("key", new Trap(this));
      }
    },
    VALUE_READ {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("key", new Trap(this));
        cache.get("key"); // not in its place: the old value of an update is read as well
      }
    },
    ITERATED {
      @Override
      void meet(Cache<Object, Object> cache) {
        cache.put("key", new Trap(VALUE_READ));
        armed = VALUE_READ;
        cache.forEach(Objects::requireNonNull);
      }
    };

    abstract void meet(Cache<Object, Object> cache);
  }

  static Stream<Arguments> places() {
    return Stream.of(Place.values())
        .flatMap(place -> Stream.of(Arguments.of(place, true), Arguments.of(place, false)));
  }

  @AfterEach
  void disarm() {
    armed = null;
  }

  @ParameterizedTest
  @MethodSource("places")
  void anErrorOfTheUsersCodeReachesTheCallerAndHoldsNothing(Place place, boolean outOfMemory) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = kit.cache(trapped());
      cache.put("key", "old");
      cache.put("other", "old");
      isOutOfMemory = outOfMemory;
      armed = place;

      Throwable thrown = catchThrowable(() -> place.meet(cache));

      armed = null;
      assertThat(causes(thrown))
          .as("what reached the caller: " + thrown)
          .anyMatch(cause -> outOfMemory == cause instanceof OutOfMemoryError)
          .anyMatch(VirtualMachineError.class::isInstance);
      assertThat(thrown).isInstanceOfAny(CacheException.class, VirtualMachineError.class);
      Cache<Object, Object> elsewhere = kit.openedElsewhere();
      within5Seconds(() -> goOn(elsewhere));
      goOn(cache);
      requireSound(kit);
    }
  }

  private static void goOn(Cache<Object, Object> cache) {
    for (String key : new String[] {"key", "other"}) {
      assertThat(cache.get(key)).matches(UserErrorsTest::mayBeThere);
      cache.put(key, "old");
      assertThat(cache.get(key)).isEqualTo("old");
      cache.remove(key);
    }
    cache.put("fresh", "x");
    cache.clear();
    assertThat(cache).isEmpty();
    cache.put("key", "old");
  }

  private static boolean mayBeThere(@Nullable Object value) {
    return value == null || value instanceof Trap || value.equals("old") || value.equals("new");
  }

  private static void within5Seconds(Runnable act) {
    CompletableFuture.runAsync(act).orTimeout(5, TimeUnit.SECONDS).join();
  }

  private static void requireSound(CacheKit kit) {
    try (Space space = Space.open(kit.directory(), StoreOptions.DEFAULT);
        CacheStore store = Objects.requireNonNull(space.find(CacheKit.NAME))) {
      assertThat(store.check()).isEmpty();
    }
  }

  private static Stream<Throwable> causes(@Nullable Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  private static ShmConfiguration<Object, Object> trapped() {
    ShmConfiguration<Object, Object> configuration =
        new ShmConfiguration<Object, Object>().setCapacityBytes(1L << 20);
    configuration
        .setTypes(Object.class, Object.class)
        .setReadThrough(true)
        .setWriteThrough(true)
        .setCacheLoaderFactory(FactoryBuilder.factoryOf(Loader.class))
        .setCacheWriterFactory(FactoryBuilder.factoryOf(Writer.class))
        .setExpiryPolicyFactory(FactoryBuilder.factoryOf(Policy.class))
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(
                FactoryBuilder.factoryOf(Listener.class),
                FactoryBuilder.factoryOf(Filter.class),
                true,
                true));
    return configuration;
  }

  private static void spring(Place place) {
    if (place == armed) {
      armed = null;
      if (isOutOfMemory) {
        throw new OutOfMemoryError("of " + place);
      }
      throw new StackOverflowError("of " + place);
    }
  }

  /** A key or value that fails when it is written or read. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Place place;

    Trap(Place place) {
      this.place = place;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (place != Place.VALUE_READ) {
        spring(place);
      }
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      spring(Place.VALUE_READ);
    }
  }

  /** A loader that fails when it is told to. */
  public static final class Loader implements CacheLoader<Object, Object> {
    @Override
    public @Nullable Object load(Object key) {
      spring(Place.LOAD);
      return key.equals("absent") ? "loaded" : null;
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      spring(Place.LOAD_ALL);
      return new HashMap<>();
    }
  }

  /** A writer that fails when it is told to. */
  public static final class Writer implements CacheWriter<Object, Object> {
    @Override
    public void write(Cache.Entry<?, ?> entry) {
      spring(Place.WRITE);
    }

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {
      spring(Place.WRITE_ALL);
      entries.clear();
    }

    @Override
    public void delete(Object key) {
      spring(Place.DELETE);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      spring(Place.DELETE_ALL);
      keys.clear();
    }
  }

  /** A policy that fails when it is told to. */
  public static final class Policy implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      spring(Place.EXPIRY_OF_CREATION);
      return Duration.ONE_HOUR;
    }

    @Override
    public Duration getExpiryForAccess() {
      spring(Place.EXPIRY_OF_ACCESS);
      return Duration.ONE_DAY;
    }

    @Override
    public Duration getExpiryForUpdate() {
      spring(Place.EXPIRY_OF_UPDATE);
      return Duration.ONE_HOUR;
    }
  }

  /** A listener that fails when it is told to. */
  public static final class Listener
      implements CacheEntryCreatedListener<Object, Object>,
          CacheEntryUpdatedListener<Object, Object>,
          CacheEntryRemovedListener<Object, Object> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<?, ?>> events) {
      spring(Place.LISTEN_CREATED);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<?, ?>> events) {
      spring(Place.LISTEN_UPDATED);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<?, ?>> events) {
      spring(Place.LISTEN_REMOVED);
    }
  }

  /** A filter that fails when it is told to. */
  public static final class Filter implements CacheEntryEventFilter<Object, Object> {
    @Override
    public boolean evaluate(CacheEntryEvent<?, ?> event) {
      spring(Place.FILTER);
      return true;
    }
  }
}
