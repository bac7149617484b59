package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.shmstl.codec.ByteReader;
import io.shmstl.codec.ByteWriter;
import io.shmstl.codec.Codec;
import io.shmstl.codec.CodecException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
  /** What is done with a cache; {@code key} and {@code value} may be anything. */
  interface Call {
    void on(Cache<Object, Object> cache, @Nullable Object key, @Nullable Object value);
  }

  static Stream<Call> callsWithKey() {
    return Stream.of(
        (c, k, v) -> c.get(k),
        (c, k, v) -> c.getAll(setOf(k)),
        (c, k, v) -> c.containsKey(k),
        (c, k, v) -> c.loadAll(setOf(k), true, null),
        (c, k, v) -> c.put(k, v),
        (c, k, v) -> c.getAndPut(k, v),
        (c, k, v) -> c.putAll(mapOf(k, v)),
        (c, k, v) -> c.putIfAbsent(k, v),
        (c, k, v) -> c.remove(k),
        (c, k, v) -> c.remove(k, v),
        (c, k, v) -> c.getAndRemove(k),
        (c, k, v) -> c.replace(k, v),
        (c, k, v) -> c.replace(k, v, v),
        (c, k, v) -> c.getAndReplace(k, v),
        (c, k, v) -> c.removeAll(setOf(k)),
        (c, k, v) -> c.invoke(k, (entry, arguments) -> null),
        (c, k, v) -> c.invokeAll(setOf(k), (entry, arguments) -> null));
  }

  static Stream<Call> callsWithValue() {
    return Stream.of(
        (c, k, v) -> c.put(k, v),
        (c, k, v) -> c.getAndPut(k, v),
        (c, k, v) -> c.putAll(mapOf(k, v)),
        (c, k, v) -> c.putIfAbsent(k, v),
        (c, k, v) -> c.remove(k, v),
        (c, k, v) -> c.replace(k, v),
        (c, k, v) -> c.replace(k, v, "new"),
        (c, k, v) -> c.replace(k, "old", v),
        (c, k, v) -> c.getAndReplace(k, v));
  }

  static Stream<Call> callsOfAClosedCache() {
    return Stream.concat(
        callsWithKey(),
        Stream.of(
            (c, k, v) -> c.removeAll(),
            (c, k, v) -> c.clear(),
            (c, k, v) -> assertThat(c.iterator()).isNotNull(),
            (c, k, v) -> c.deregisterCacheEntryListener(null),
            (c, k, v) -> c.registerCacheEntryListener(null)));
  }

  @ParameterizedTest
  @MethodSource("callsWithKey")
  void aNullKeyIsRefused(Call call) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);

      assertThatNullPointerException().isThrownBy(() -> call.on(cache, null, "value"));
    }
  }

  @ParameterizedTest
  @MethodSource("callsWithValue")
  void aNullValueIsRefused(Call call) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);

      assertThatNullPointerException().isThrownBy(() -> call.on(cache, "key", null));
      assertThat(cache).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("callsWithKey")
  void aKeyOfAnotherTypeIsRefusedNamingBoth(Call call) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);

      assertThatExceptionOfType(ClassCastException.class)
          .isThrownBy(() -> call.on(cache, 1L, "value"))
          .withMessageContaining("found a key of java.lang.Long, expected java.lang.String");
    }
  }

  @ParameterizedTest
  @MethodSource("callsWithValue")
  void aValueOfAnotherTypeIsRefusedNamingBoth(Call call) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);

      assertThatExceptionOfType(ClassCastException.class)
          .isThrownBy(() -> call.on(cache, "key", 1L))
          .withMessageContaining("found a value of java.lang.Long, expected java.lang.String");
    }
  }

  @ParameterizedTest
  @MethodSource("callsOfAClosedCache")
  void aClosedCacheRefusesWhateverTheArguments(Call call) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);
      cache.close();
      cache.close();

      assertThat(cache.isClosed()).isTrue();
      assertThatIllegalStateException()
          .isThrownBy(() -> call.on(cache, null, null))
          .withMessageContaining("closed");
    }
  }

  @ParameterizedTest
  @MethodSource("callsWithKey")
  void aCacheThatWasDestroyedElsewhereRefuses(Call call) {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);
      kit.otherManager().destroyCache(CacheKit.NAME);
      assertThat(cache.isClosed()).isTrue();

      assertThatIllegalStateException().isThrownBy(() -> call.on(cache, "key", "value"));
    }
  }

  @Test
  void collectionsThatRefuseToBeAskedForNullAreTaken() {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache = strings(kit);

      cache.putAll(Map.of("a", "1"));
      assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", "1"));
      cache.removeAll(Set.of("a"));
      assertThat(cache).isEmpty();
    }
  }

  @Test
  void aKeyThatIsTooLongIsRefusedAndAbsent() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      String key = "k".repeat(70_000);

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put(key, "value"))
          .withMessageContaining("65,535");
      assertThat(cache.get(key)).isNull();
      assertThat(cache.containsKey(key)).isFalse();
      assertThat(cache.remove(key)).isFalse();
    }
  }

  @Test
  void aValueThatIsTooLargeIsRefusedAndTheOldOneStays() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.put("key", "old");

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put("key", "v".repeat(140_000)))
          .withMessageContaining("131,072")
          .withMessageContaining(CacheKit.NAME);
      assertThat(cache.get("key")).isEqualTo("old");
    }
  }

  @Test
  void aValueThatIsNotSerializableIsRefusedBeforeAnythingIsDone() {
    try (CacheKit kit = new CacheKit()) {
      WriterLog writer = new WriterLog();
      Cache<Object, Object> cache =
          unchecked(
              kit.cache(
                  new ShmConfiguration<Object, Object>()
                      .setCacheWriterFactory(() -> uncheckedWriter(writer))
                      .setWriteThrough(true)));

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put("key", new NotSerializable()))
          .withMessageContaining(NotSerializable.class.getName())
          .withCauseInstanceOf(CodecException.class);
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.get(new NotSerializable()))
          .withCauseInstanceOf(CodecException.class);
      assertThat(writer.lines()).isEmpty();
      assertThat(cache).isEmpty();
    }
  }

  @Test
  void aClassTheFilterRejectsOrTheReaderLacksIsNamed() {
    try (CacheKit kit = new CacheKit()) {
      Cache<Object, Object> cache =
          kit.manager().createCache(CacheKit.NAME, new ShmConfiguration<>());
      cache.put("key", new Ours("text"));
      assertThat(cache.get("key")).isEqualTo(new Ours("text"));

      Cache<Object, Object> filtered =
          kit.provider()
              .getCacheManager(kit.uri("?serialFilter=!io.shmstl.jcache.BadInputTest*"), null)
              .getCache(CacheKit.NAME);
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> filtered.get("key"))
          .withMessageContaining(Ours.class.getName())
          .withCauseInstanceOf(CodecException.class);

      Cache<Object, Object> lacking =
          kit.provider()
              .getCacheManager(kit.uri(), new SeparateLoader(Ours.class.getName()))
              .getCache(CacheKit.NAME);
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> lacking.get("key"))
          .withMessageContaining(Ours.class.getName())
          .withCauseInstanceOf(CodecException.class);
      assertThat(lacking.containsKey("key")).isTrue();
    }
  }

  @Test
  void whatACodecOfTheUserThrowsIsACacheExceptionWithItsCause() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache(CacheKit.strings().setValueCodec(Picky.class));
      cache.put("a", "good");
      assertThat(cache.get("a")).isEqualTo("good");

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put("a", "bad"))
          .withMessageContaining(Picky.class.getName())
          .withRootCauseInstanceOf(UnsupportedOperationException.class);
      assertThat(kit.openedElsewhere().get("a")).isEqualTo("good");
    }
  }

  @Test
  void aCodecThatCannotBeMadeIsNamed() {
    try (CacheKit kit = new CacheKit()) {
      kit.with("shmstl.cache.orders.keyCodec", "example.Missing");

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(kit::cache)
          .withMessageContaining("example.Missing");
    }
  }

  private static Cache<Object, Object> strings(CacheKit kit) {
    return unchecked(kit.cache());
  }

  /** As a caller without type arguments sees it. */
  @SuppressWarnings("unchecked")
  private static Cache<Object, Object> unchecked(Cache<?, ?> cache) {
    return (Cache<Object, Object>) cache;
  }

  @SuppressWarnings("unchecked")
  private static CacheWriter<Object, Object> uncheckedWriter(CacheWriter<?, ?> writer) {
    return (CacheWriter<Object, Object>) writer;
  }

  private static Set<@Nullable Object> setOf(@Nullable Object key) {
    Set<@Nullable Object> set = new HashSet<>();
    set.add(key);
    return set;
  }

  private static Map<@Nullable Object, @Nullable Object> mapOf(
      @Nullable Object key, @Nullable Object value) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    map.put(key, value);
    return map;
  }

  /** No format fits it. */
  private static final class NotSerializable {}

  /** Falls to Java serialization. */
  private static final class Ours implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text;

    Ours(String text) {
      this.text = text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ours ours && ours.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** Writes every text but one. */
  public static final class Picky implements Codec<String> {
    @Override
    public void encode(String value, ByteWriter out) {
      if (value.equals("bad")) {
        throw new UnsupportedOperationException("thrown by a test");
      }
      out.writeString(value);
    }

    @Override
    public String decode(ByteReader in) {
      return in.readString();
    }
  }
}
