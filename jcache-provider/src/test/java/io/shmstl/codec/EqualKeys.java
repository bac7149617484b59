package io.shmstl.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Makes random keys, each twice: equal, but of different objects, collection classes and orders.
 */
final class EqualKeys {
  /** One key, made twice. */
  record Twins(Object one, Object other) {}

  record Named(String name, @Nullable Object content, long number) {}

  private static final int MAX_LEVELS = 4;

  private final Random random;
  private final List<Twins> pool = new ArrayList<>();

  EqualKeys(long seed) {
    random = new Random(seed);
  }

  Twins next() {
    pool.clear();
    return make(0, random.nextBoolean());
  }

  /**
   * Now and then the very objects that were made before: shared in one twin, fresh in the other.
   */
  private Twins make(int level, boolean serialized) {
    if (!pool.isEmpty() && random.nextInt(4) == 0) {
      Twins known = pool.get(random.nextInt(pool.size()));
      return random.nextBoolean() ? known : new Twins(known.one(), known.one());
    }
    Twins twins =
        level == MAX_LEVELS || random.nextInt(3) == 0 ? scalar() : composite(level, serialized);
    pool.add(twins);
    return twins;
  }

  private Twins scalar() {
    long number = random.nextLong() >> random.nextInt(64);
    return switch (random.nextInt(12)) {
      case 0 -> new Twins(number, Long.valueOf(Long.toString(number)));
      case 1 -> new Twins((int) number, Integer.valueOf(Integer.toString((int) number)));
      case 2 -> new Twins(Double.longBitsToDouble(number), Double.longBitsToDouble(number));
      case 3 -> new Twins(new UUID(number, 1), new UUID(number, 1));
      case 4 -> new Twins(BigInteger.valueOf(number), new BigInteger(Long.toString(number)));
      case 5 ->
          new Twins(
              new BigDecimal(number + ".50"), BigDecimal.valueOf(number, 0).add(half(number)));
      case 6 ->
          new Twins(LocalDate.ofEpochDay(number % 100_000), LocalDate.ofEpochDay(number % 100_000));
      case 7 -> new Twins(Instant.ofEpochMilli(number), Instant.ofEpochMilli(number));
      case 8 -> new Twins(DayOfWeek.of(1 + (int) Math.floorMod(number, 7L)), day(number));
      case 9 -> new Twins("漢" + number, "漢" + number);
      default -> new Twins("k" + number % 10, "k" + number % 10);
    };
  }

  private static BigDecimal half(long number) {
    return new BigDecimal(number < 0 ? "-0.50" : "0.50");
  }

  private static DayOfWeek day(long number) {
    return DayOfWeek.SUNDAY.plus(1 + Math.floorMod(number, 7L));
  }

  private Twins composite(int level, boolean serialized) {
    List<Object> one = new ArrayList<>();
    List<Object> other = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Twins element = make(level + 1, serialized);
      one.add(element.one());
      other.add(element.other());
    }
    return switch (random.nextInt(serialized ? 4 : 6)) {
      case 0 -> new Twins(new ArrayList<>(one), list(other, serialized));
      case 1 -> new Twins(new LinkedHashSet<>(one), set(other, serialized));
      case 2 -> maps(one, other, serialized);
      case 3 ->
          serialized
              ? new Twins(
                  new KeyEqualityTest.SimpleKey(one.toArray()),
                  new KeyEqualityTest.SimpleKey(other.toArray()))
              : new Twins(Optional.of(one), Optional.of(other));
      default ->
          new Twins(
              new Named("n", one, one.size()), new Named("n", list(other, false), one.size()));
    };
  }

  @SuppressWarnings("JdkObsolete") // one of many kinds of list
  private List<Object> list(List<Object> elements, boolean serialized) {
    return switch (random.nextInt(serialized ? 4 : 5)) {
      case 0 -> List.copyOf(elements);
      case 1 -> Arrays.asList(elements.toArray());
      case 2 -> Collections.unmodifiableList(elements);
      case 3 -> elements.stream().toList();
      default -> new LinkedList<>(elements);
    };
  }

  private Set<Object> set(List<Object> elements, boolean serialized) {
    List<Object> shuffled = new ArrayList<>(elements);
    Collections.shuffle(shuffled, random);
    Set<Object> wide = new HashSet<>(1 << random.nextInt(9));
    wide.addAll(shuffled);
    return switch (random.nextInt(serialized ? 4 : 5)) {
      case 0 -> wide;
      case 1 -> new LinkedHashSet<>(shuffled);
      case 2 -> Set.copyOf(shuffled);
      case 3 -> Collections.unmodifiableSet(wide);
      default -> new CopyOnWriteArraySet<>(shuffled);
    };
  }

  private Twins maps(List<Object> one, List<Object> other, boolean serialized) {
    Map<Object, Object> ordered = new LinkedHashMap<>();
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    for (int i = 0; i + 1 < one.size(); i += 2) {
      if (ordered.putIfAbsent(one.get(i), one.get(i + 1)) == null) {
        entries.add(Map.entry(other.get(i), other.get(i + 1)));
      }
    }
    Collections.shuffle(entries, random);
    Map<Object, Object> wide = new HashMap<>(1 << random.nextInt(9));
    entries.forEach(entry -> wide.put(entry.getKey(), entry.getValue()));
    Map<Object, Object> twin =
        switch (random.nextInt(serialized ? 3 : 4)) {
          case 0 -> wide;
          case 1 -> Map.copyOf(wide);
          case 2 -> Collections.unmodifiableMap(wide);
          default -> new ConcurrentHashMap<>(wide);
        };
    return new Twins(ordered, twin);
  }
}
