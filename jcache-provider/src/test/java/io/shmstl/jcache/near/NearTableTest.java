package io.shmstl.jcache.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NearTableTest {
  private static final NearStamp STAMP = new NearStamp(64, 2, 0, Long.MAX_VALUE);

  /** Says that stamp 2 at address 64 and age 0 is current. */
  private final NearSource source = new FixedSource();

  private final ReentrantLock lock = new ReentrantLock();
  private final NearBudget budget = new NearBudget(1 << 20);
  private final NearTable table = new NearTable(budget);

  @Test
  void aKeyIsFoundWithItsLastValue() {
    table.keep("k", "one", 100, STAMP);
    assertThat(table.find("k", source)).isEqualTo("one");
    table.keep("k", "two", 100, STAMP);
    assertThat(table.find("k", source)).isEqualTo("two");
    assertThat(table.find("other", source)).isNull();
  }

  @Test
  void whatTheSourceDoesNotConfirmIsNotFound() {
    table.keep("stamp", "v", 100, new NearStamp(64, 4, 0, Long.MAX_VALUE));
    table.keep("address", "v", 100, new NearStamp(72, 2, 0, Long.MAX_VALUE));
    table.keep("age", "v", 100, new NearStamp(64, 2, 1, Long.MAX_VALUE));
    table.keep("deadline", "v", 100, new NearStamp(64, 2, 0, 17));
    for (String key : List.of("stamp", "address", "age", "deadline")) {
      assertThat(table.find(key, source)).as(key).isNull();
    }
  }

  @Test
  void theHighestAddressAndANegativeAgeComeBackWhole() {
    NearStamp stamp = new NearStamp((1L << 35) - 8, Long.MAX_VALUE - 1, -7, 123);
    table.keep("k", "v", 100, stamp);
    NearSource exact =
        new FixedSource() {
          @Override
          public boolean isCurrent(long address, long word, int age, long deadlineMs) {
            return stamp.equals(new NearStamp(address, word, age, deadlineMs));
          }
        };
    assertThat(table.find("k", exact)).isEqualTo("v");
  }

  @Test
  void keysOfDifferentClassesWithTheSameBitsAreApart() {
    List<Object> keys = List.of(5L, 5, (short) 5, (byte) 5, (char) 5, "5", -5L, -5, 5L | 1L << 32);
    for (Object key : keys) {
      assertThat(table.find(key, source)).as("%s %s", key.getClass(), key).isNull();
      table.keep(key, key.getClass().getName() + key, 100, STAMP);
    }
    for (Object key : keys) {
      assertThat(table.find(key, source)).isEqualTo(key.getClass().getName() + key);
    }
  }

  @Test
  void aTableThatGrowsKeepsNearlyAllKeys() {
    NearTable large = new NearTable(new NearBudget(1 << 30));
    for (int round = 0; round < 4; round++) {
      for (long key = 0; key < 50_000; key++) {
        large.keep(key, "v" + key, 100, STAMP);
      }
    }
    int found = 0;
    for (long key = 0; key < 50_000; key++) {
      Object value = large.find(key, source);
      if (value != null) {
        assertThat(value).isEqualTo("v" + key);
        found++;
      }
    }
    assertThat(found).isGreaterThan(48_000);
  }

  @Test
  void theBudgetIsNeverExceededAndComesBackWhole() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      table.keep((long) random.nextInt(50_000), "v", 50 + random.nextInt(500), STAMP);
      assertThat(budget.used()).isBetween(0L, 1L << 20);
    }
    assertThat(budget.used()).isGreaterThan(900_000);
    table.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatIsKeptAfterTheEndTakesNothingFromTheBudget() {
    table.keep("k", "v", 100, STAMP);
    table.close();
    table.keep("late", "v", 100, STAMP);
    assertThat(table.find("late", source)).isNull();
    assertThat(budget.used()).isZero();
  }

  @SuppressWarnings("NullAway") // no stamp stands for an error in the middle of a change
  @Test
  void aPlaceThatAnErrorLeftHalfWrittenIsReadOnlyWhenItIsWholeAgain() {
    NearPlaces places = new NearPlaces(NearPlaces.WAYS);
    int hash = NearKeys.hash("k");
    int place = places.placeOf("k", hash);
    places.set(place, hash, "k", "one", 1, STAMP);
    assertThatThrownBy(() -> places.set(place, hash, "k", "two", 1, null))
        .isInstanceOf(NullPointerException.class);
    assertThat(places.find("k", hash, source, lock)).as("value two, stamp of one").isNull();
    NearSource meddling =
        new FixedSource() {
          @Override
          public boolean isCurrent(long address, long word, int age, long deadlineMs) {
            throw new AssertionError("asked about a place that is being written");
          }
        };
    assertThat(places.find("k", hash, meddling, lock)).isNull();
    places.set(place, hash, "k", "three", 1, STAMP);
    assertThat(places.find("k", hash, source, lock)).isEqualTo("three");
  }

  @Test
  void whatIsKeptIsFoundAfterAnyNumberOfMisses() {
    NearTable large = new NearTable(new NearBudget(1 << 30));
    List<Long> kept = new ArrayList<>();
    for (long key = 0; key < 20_000; key++) {
      large.keep(key, "v" + key, 100, STAMP);
    }
    for (long key = 0; key < 20_000; key++) {
      if (large.find(key, source) != null) {
        kept.add(key);
      }
    }
    assertThat(kept.size()).isGreaterThan(15_000);
    for (long key : kept) {
      for (long absent = 1; absent <= 64; absent++) {
        assertThat(large.find(-absent, source)).isNull();
      }
      assertThat(large.find(key, source)).isEqualTo("v" + key);
    }
  }

  @Test
  void anEntryUnderAnotherStampIsKnownAgainAndKeepsTheNewStamp() {
    table.keep("k", "v", 100, new NearStamp(64, 4, 0, Long.MAX_VALUE, 8, 9, 10));
    List<List<Long>> asked = new ArrayList<>();
    NearSource knowing =
        new FixedSource() {
          @Override
          public long stamp(long stampAddress, long slotAddress, long slot, long version) {
            asked.add(List.of(stampAddress, slotAddress, slot, version));
            return 2;
          }
        };
    assertThat(table.find("k", knowing)).isEqualTo("v");
    assertThat(asked).containsExactly(List.of(64L, 8L, 9L, 10L));
    assertThat(table.find("k", source)).as("under its new stamp").isEqualTo("v");
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatIsOfAnotherAgeOrHasADeadlineIsNotKnownAgain() {
    table.keep("changed", "v", 100, new NearStamp(64, 4, 0, Long.MAX_VALUE, 8, 9, 10));
    table.keep("age", "v", 100, new NearStamp(64, 2, 1, Long.MAX_VALUE, 8, 9, 11));
    table.keep("deadline", "v", 100, new NearStamp(64, 4, 0, 17, 8, 9, 11));
    table.keep("nowhere", "v", 100, new NearStamp(64, 4, 0, Long.MAX_VALUE));
    NearSource knowing =
        new FixedSource() {
          @Override
          public long stamp(long stampAddress, long slotAddress, long slot, long version) {
            return version == 11 || slot == 0 ? 2 : 0;
          }
        };
    for (String key : List.of("changed", "age", "deadline", "nowhere")) {
      assertThat(table.find(key, knowing)).as(key).isNull();
    }
  }

  @Test
  void aValueLargerThanTheBudgetIsNotKept() {
    table.keep("k", "v", 2 << 20, STAMP);
    assertThat(table.find("k", source)).isNull();
    assertThat(budget.used()).isZero();
  }

  @Test
  void readersBesideAWriterFindValuesOfTheirKeysOnly() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int seed = i;
        readers.add(threads.submit(() -> read(new Random(seed), isOver)));
      }
      try {
        Random random = new Random(3);
        for (int i = 0; i < 1_000_000; i++) {
          long key = random.nextInt(4_000);
          table.keep(key, new Value(key, i), 300, STAMP);
        }
      } finally {
        isOver.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  private int read(Random random, AtomicBoolean isOver) {
    int found = 0;
    while (!isOver.get()) {
      long key = random.nextInt(4_000);
      if (table.find(key, source) instanceof Value value) {
        assertThat(value.key).isEqualTo(key);
        found++;
      }
    }
    return found;
  }

  private record Value(long key, int number) {}

  private static class FixedSource implements NearSource {
    @Override
    public long stamp(io.shmstl.map.EntryCopy found) {
      return 2;
    }

    @Override
    public long stamp(long stampAddress, long slotAddress, long slot, long version) {
      return 0;
    }

    @Override
    public int age() {
      return 0;
    }

    @Override
    public boolean isCurrent(long stampAddress, long stamp, int age, long deadlineMs) {
      return stampAddress == 64 && stamp == 2 && age == 0 && deadlineMs == Long.MAX_VALUE;
    }
  }
}
