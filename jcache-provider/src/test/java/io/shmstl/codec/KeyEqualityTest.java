package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Equal keys have equal bytes, different keys have different ones. */
@SuppressWarnings("JdkObsolete") // keys of users hold lists of any kind
class KeyEqualityTest {
  private final RoundTrip codecs = new RoundTrip();

  /** The shape of Spring's key of a method call: an array and a hash code that is not written. */
  static final class SimpleKey implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the parameters are, as with Spring
    private final Object[] params;

    private transient int hashCode;

    SimpleKey(Object... params) {
      this.params = params.clone();
      this.hashCode = Arrays.deepHashCode(this.params);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SimpleKey key && Arrays.deepEquals(params, key.params);
    }

    @Override
    public int hashCode() {
      return hashCode;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      hashCode = Arrays.deepHashCode(params);
    }
  }

  /** The shape of Hibernate's key of an entity or a collection. */
  static final class CacheKey implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // identifiers are
    private final Object id;

    private final String entityOrRoleName;
    private final @Nullable String tenantId;
    private final int hashCode;

    CacheKey(Object id, String entityOrRoleName, @Nullable String tenantId) {
      this.id = id;
      this.entityOrRoleName = entityOrRoleName;
      this.tenantId = tenantId;
      this.hashCode = 31 * id.hashCode() + Objects.hashCode(tenantId);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof CacheKey key
          && id.equals(key.id)
          && entityOrRoleName.equals(key.entityOrRoleName)
          && Objects.equals(tenantId, key.tenantId);
    }

    @Override
    public int hashCode() {
      return hashCode;
    }
  }

  record Route(String from, String to, Set<String> tags, Map<String, Integer> costs) {}

  record Sorted(SortedSet<String> names, EnumSet<DayOfWeek> days, LinkedList<Integer> numbers) {}

  record Days(EnumMap<DayOfWeek, TreeMap<String, Integer>> hours) {}

  @Test
  void sharedAndUnsharedStringsAreTheSameKey() {
    String shared = "tenant";
    assertSameKey(
        new SimpleKey(shared, shared, List.of(shared)),
        new SimpleKey(copy(shared), copy(shared), List.of(copy(shared))));
    assertSameKey(
        new CacheKey(shared, shared, shared), new CacheKey(copy("tenant"), copy(shared), shared));
  }

  @Test
  void sharedAndUnsharedBoxesAreTheSameKey() {
    Long box = 1L << 40;
    Double number = 0.5;
    assertSameKey(
        new SimpleKey(box, box, number, number),
        new SimpleKey(1L << 40, Long.valueOf("1099511627776"), 0.5, Double.valueOf("0.5")));
  }

  @Test
  void sharedAndUnsharedObjectsAreTheSameKey() {
    LocalDate day = LocalDate.of(2026, 1, 2);
    CacheKey inner = new CacheKey(1L, "a", null);
    Object[] array = {1, "x"};
    assertSameKey(
        new SimpleKey(day, day, inner, inner, array, array),
        new SimpleKey(
            day,
            LocalDate.of(2026, 1, 2),
            inner,
            new CacheKey(1L, copy("a"), null),
            array,
            new Object[] {1, copy("x")}));
  }

  @Test
  void objectsThatDifferAreDifferentKeys() {
    assertDifferentKey(new SimpleKey("a", "b"), new SimpleKey("b", "a"));
    assertDifferentKey(new SimpleKey(1), new SimpleKey(1L));
    assertDifferentKey(new SimpleKey("a", "a"), new SimpleKey("a", "b"));
    assertDifferentKey(new CacheKey(1L, "r", null), new CacheKey(1L, "r", ""));
    LocalDate day = LocalDate.of(2026, 1, 2);
    assertDifferentKey(new SimpleKey(day, day), new SimpleKey(day, day.plusDays(1)));
  }

  @Test
  void chainsOfOneClassAreTheSameKey() {
    assertSameKey(chain(20, 0), chain(20, 0));
    SimpleKey tail = chain(5, 1);
    assertSameKey(new SimpleKey(tail, tail), new SimpleKey(chain(5, 1), chain(5, 1)));
    assertDifferentKey(new SimpleKey(tail, tail), new SimpleKey(tail, chain(5, 2)));
  }

  @Test
  void serializedHashCollectionsAreTheSameKeyInAnyOrderAndCapacity() {
    Map<String, Integer> wide = new HashMap<>(1000);
    Map<String, Integer> reverse = new LinkedHashMap<>();
    Map<String, Integer> plain = new HashMap<>();
    Set<Object> set = new HashSet<>(500);
    for (int i = 0; i < 50; i++) {
      wide.put("k" + i, i);
      plain.put("k" + i, i);
      reverse.put("k" + (49 - i), 49 - i);
      set.add(i);
    }
    Set<Object> reverseSet = new LinkedHashSet<>(new ArrayList<>(set).reversed());
    assertSameKey(new SimpleKey(wide, set), new SimpleKey(plain, reverseSet));
    assertSameKey(new SimpleKey(reverse), new SimpleKey(Map.copyOf(plain)));
    assertSameKey(new SimpleKey(set), new SimpleKey(Set.copyOf(set)));
    assertSameKey(new SimpleKey(set), new SimpleKey(Collections.unmodifiableSet(set)));
    assertSameKey(
        new SimpleKey(List.of(1, 2), List.of()),
        new SimpleKey(new ArrayList<>(List.of(1, 2)), Collections.emptyList()));
    assertSameKey(
        new SimpleKey(Map.of("a", Map.of("x", Set.of(1, 2), "y", Set.of())), 1),
        new SimpleKey(
            new HashMap<>(Map.of("a", new HashMap<>(Map.of("y", Set.of(), "x", Set.of(2, 1))))),
            1));
  }

  /** The order of Set.of differs from JVM to JVM; what it writes must not. */
  @Test
  void immutableSetsAreWrittenInAnOrderThatTheJvmDoesNotChoose() {
    Set<String> names = Set.of("a", "b", "c", "d", "e", "f", "g");
    assertSameKey(new SimpleKey(names), new SimpleKey(new LinkedHashSet<>(new TreeSet<>(names))));
  }

  @Test
  void collectionsOfTheJdkAreTheSameKeyWhateverTheirClass() {
    assertSameKey(List.of(1, 2), Arrays.asList(1, 2));
    assertSameKey(new LinkedList<>(List.of(1, 2)), new CopyOnWriteArrayList<>(List.of(1, 2)));
    assertSameKey(new TreeSet<>(Set.of("a", "b")), new LinkedHashSet<>(List.of("b", "a")));
    assertSameKey(EnumSet.of(DayOfWeek.MONDAY), Set.of(DayOfWeek.MONDAY));
    assertSameKey(new TreeMap<>(Map.of(1, 2)), new ConcurrentHashMap<>(Map.of(1, 2)));
    assertSameKey(Map.of(1, 2, 3, 4), new HashMap<>(Map.of(3, 4, 1, 2)));
    assertSameKey(Map.of(1, 2).keySet(), Set.of(1));
  }

  @Test
  void recordsAreTheSameKeyWhateverTheirCollections() {
    Map<String, Integer> costs = new HashMap<>(64);
    costs.put("toll", 3);
    costs.put("fuel", 7);
    assertSameKey(
        new Route("a", "b", Set.of("x", "y", "z"), Map.of("fuel", 7, "toll", 3)),
        new Route(copy("a"), "b", new TreeSet<>(Set.of("z", "y", "x")), costs));
  }

  @Test
  void keyIsReadBackIntoTheDeclaredCollections() {
    Sorted sorted =
        new Sorted(
            new TreeSet<>(Set.of("b", "a")),
            EnumSet.of(DayOfWeek.FRIDAY),
            new LinkedList<>(List.of(3, 1)));
    assertThat(codecs.copyKey(sorted)).isEqualTo(sorted);
    Sorted empty = new Sorted(new TreeSet<>(), EnumSet.noneOf(DayOfWeek.class), new LinkedList<>());
    assertThat(codecs.copyKey(empty)).isEqualTo(empty);
  }

  @Test
  void elementsThatDoNotFitADeclaredCollectionAreRefused() {
    EnumMap<DayOfWeek, TreeMap<String, Integer>> hours = new EnumMap<>(DayOfWeek.class);
    hours.put(DayOfWeek.SUNDAY, new TreeMap<>(Map.of("open", 9)));
    assertThat(codecs.copyKey(new Days(hours))).isEqualTo(new Days(hours));
    byte[] bytes =
        codecs.key(
            new Sorted(
                new TreeSet<>(Set.of("a")), EnumSet.noneOf(DayOfWeek.class), new LinkedList<>()));
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("a");
    bytes[at - 2] = TypeTag.BYTES; // a byte[] is not comparable
    assertThatThrownBy(() -> codecs.keys.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("SortedSet");
  }

  @Test
  void numbersAreTheSameKeyAsTheirEqualsSays() {
    assertSameKey(Double.NaN, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
    assertSameKey(Float.NaN, Float.intBitsToFloat(0x7fc0_0001));
    assertDifferentKey(0.0, -0.0);
    assertDifferentKey(0.0f, -0.0f);
    assertDifferentKey(1, 1L);
    assertDifferentKey((short) 1, (byte) 1);
    assertDifferentKey(new BigDecimal("1.0"), new BigDecimal("1.00"));
    assertDifferentKey("1", '1');
    assertDifferentKey("a\uD800", "a?");
    assertDifferentKey("", List.of());
  }

  private static SimpleKey chain(int length, int end) {
    SimpleKey key = new SimpleKey(end);
    for (int i = 1; i < length; i++) {
      key = new SimpleKey(i, key);
    }
    return key;
  }

  /** An equal string that is another object. */
  private static String copy(String string) {
    return new String(string.toCharArray());
  }

  private void assertSameKey(Object a, Object b) {
    assertThat(a).isEqualTo(b);
    assertThat(codecs.key(a)).isEqualTo(codecs.key(b));
    assertThat(codecs.copyKey(a)).isEqualTo(b);
    assertThat(codecs.copyKey(b)).isEqualTo(a);
  }

  private void assertDifferentKey(Object a, Object b) {
    assertThat(a).isNotEqualTo(b);
    assertThat(codecs.key(a)).isNotEqualTo(codecs.key(b));
  }
}
