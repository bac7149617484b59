package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.store.Batch;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that another process has put there to harm those who read them. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileValueTest {
  private static final int LEVELS = 100;

  /** A class of the application, written by Java serialization. */
  private static final class Holder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Object held;

    Holder(Object held) {
      this.held = held;
    }

    @Override
    public String toString() {
      return "holds a " + held.getClass();
    }
  }

  @Test
  void setsWhoseHashesTakeForEverAreRefusedByAFilterOfDepth() {
    try (CacheKit kit = new CacheKit().with("shmstl.serialFilter", "maxdepth=20")) {
      Cache<String, Object> cache = kit.cache(types());
      cache.put("harmless", new Holder("text"));
      cache.put("bomb", new Holder(setsOfSets()));

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.get("bomb"))
          .withMessageContaining("the serial filter rejects its depth");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() ->
              cache.invoke(
                  "bomb", (entry, _) -> Objects.requireNonNull(entry.getValue()).hashCode()));

      assertThat(cache.get("harmless")).isInstanceOf(Holder.class);
      cache.put("bomb", "disarmed");
      assertThat(cache.get("bomb")).isEqualTo("disarmed");
    }
  }

  @Test
  void bytesThatNobodyHasEncodedAreAClearErrorAndCanBeReplaced() {
    Random random = new Random(20_265);
    try (CacheKit kit = new CacheKit()) {
      Cache<String, Object> cache = kit.cache(types());
      for (int i = 0; i < 300; i++) {
        cache.put("key", i % 2 == 0 ? new Holder(new int[i]) : "x".repeat(i));
        replaceValue(kit, value -> spoilt(random, value));
        try {
          Object found = cache.get("key");
          assertThat(found).isNotInstanceOf(Error.class);
        } catch (CacheException e) {
          assertThat(e).hasMessageContaining("cache " + CacheKit.NAME);
        }
        try {
          cache.forEach(Objects::requireNonNull);
        } catch (CacheException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
      cache.put("key", "new");
      assertThat(cache.get("key")).isEqualTo("new");
    }
  }

  private static byte[] spoilt(Random random, byte[] value) {
    byte[] bytes =
        random.nextInt(3) == 0
            ? new byte[1 + random.nextInt(200)]
            : Arrays.copyOf(value, value.length);
    if (random.nextInt(3) == 0) {
      random.nextBytes(bytes);
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
  }

  /** Writes other bytes as the value of the only key, as a process with other code could. */
  private static void replaceValue(CacheKit kit, UnaryOperator<byte[]> change) {
    try (Space space = Space.open(kit.directory(), StoreOptions.DEFAULT);
        CacheStore store = Objects.requireNonNull(space.find(CacheKit.NAME))) {
      EntryCopy copy = new EntryCopy();
      EntryCursor cursor = store.entries();
      assertThat(cursor.next(copy)).isTrue();
      byte[] key = copy.key();
      byte[] value = change.apply(copy.value());
      try (Batch batch = store.write()) {
        long hash = store.hash(key, 0, key.length);
        batch.put(key, key.length, hash, value, 0, value.length, 0, Long.MAX_VALUE);
      }
    }
  }

  /** Two to the power of {@value #LEVELS} steps to hash, in some kilobytes. */
  private static Set<Object> setsOfSets() {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    Set<Object> other = new HashSet<>();
    for (int level = 0; level < LEVELS; level++) {
      Set<Object> nextOne = new HashSet<>();
      Set<Object> nextOther = new HashSet<>();
      nextOne.add("not equal");
      one.add(nextOne);
      one.add(nextOther);
      other.add(nextOne);
      other.add(nextOther);
      one = nextOne;
      other = nextOther;
    }
    return root;
  }

  private static ShmConfiguration<String, Object> types() {
    return new ShmConfiguration<String, Object>()
        .setTypes(String.class, Object.class)
        .setCapacityBytes(1L << 20);
  }
}
