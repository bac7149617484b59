package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.CorruptException;
import io.shmstl.sync.Pin;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionCursorTest {
  /** Enough for batches of one page, of some pages and of all the others. */
  private static final int MANY = 60_000;

  private final MapKit kit = MapKit.create(32 * MapKit.MIB);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aWalkInTheOrderOfAddressesGivesEachKeyOnceWhateverIsWrittenMeanwhile() {
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      kit.put("k" + i, value(i));
      expected.put("k" + i, "value " + i);
    }
    for (int i = 0; i < MANY; i += 7) {
      kit.remove("k" + i);
      expected.remove("k" + i);
    }
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().entriesAt(pin.version());
      EntryCopy copy = new EntryCopy();
      Map<String, String> seen = new HashMap<>();
      int step = 0;
      while (cursor.next(copy)) {
        String key = new String(copy.key(), StandardCharsets.UTF_8);
        assertThat(seen.put(key, new String(copy.value(), StandardCharsets.UTF_8)))
            .as(key)
            .isNull();
        if (step++ % 20 == 0) {
          kit.put("k" + step, value(-step));
          kit.put("new" + step, value(step));
          kit.remove("k" + (MANY - step));
        }
      }
      assertThat(seen).isEqualTo(expected);
    }
    assertThat(kit.map().check()).isEmpty();
  }

  @Test
  void entriesAreTheSameManyAtATimeWhateverIsWrittenMeanwhile() {
    Map<String, String> expected = new HashMap<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < MANY; i++) {
      byte[] value = value(i, random.nextInt(100) == 0 ? 700 : random.nextInt(20));
      if (i % 5 == 0) { // every tenth has expired
        byte[] key = MapKit.bytes("k" + i);
        long deadlineMs = i % 10 == 0 ? 900 : 9_000;
        kit.map().put(key, key.length, kit.hash("k" + i), value, 0, value.length, 1, deadlineMs);
      } else {
        kit.put("k" + i, value);
      }
      if (i % 10 != 0) {
        expected.put("k" + i, new String(value, StandardCharsets.UTF_8));
      }
    }
    for (int i = 0; i < MANY; i += 7) {
      kit.remove("k" + i);
      expected.remove("k" + i);
    }
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().entriesAt(pin.version());
      EntryCopy copy = new EntryCopy();
      EntryCopies copies = new EntryCopies(copy);
      Map<String, String> seen = new HashMap<>();
      int step = 0;
      boolean hasMore = true;
      while (hasMore) {
        copies.clear(1 + random.nextInt(300), 1 + random.nextInt(20_000));
        hasMore = cursor.addTo(copies, 1_000);
        for (int i = 0; i < copies.size(); i++) {
          copies.turn(i);
          assertThat(copies.keyOffset(i)).isEqualTo(copy.keyOffset());
          assertThat(copies.valueOffset(i)).isEqualTo(copy.valueOffset());
          assertThat(copy.version()).isLessThanOrEqualTo(pin.version());
          String key = new String(copy.key(), StandardCharsets.UTF_8);
          assertThat(copy.createdSeconds())
              .isEqualTo(Integer.parseInt(key.substring(1)) % 5 == 0 ? 1 : 0);
          assertThat(seen.put(key, new String(copy.value(), StandardCharsets.UTF_8)))
              .as(key)
              .isNull();
        }
        for (int i = 0; i < 20; i++) {
          step++;
          kit.put("k" + random.nextInt(MANY), value(-step));
          kit.put("new" + step, value(step));
          kit.remove("k" + random.nextInt(MANY));
        }
      }
      assertThat(seen).isEqualTo(expected);
    }
    assertThat(kit.map().check()).isEmpty();
  }

  @Test
  void whatCameBeforeADamagedEntryIsRightAndThenItIsAnError() {
    for (int i = 0; i < 5_000; i++) {
      kit.put("k" + i, value(i));
    }
    long damaged = addressOf("value 4321");
    var memory = kit.segment().memory();
    memory.set(ValueLayout.JAVA_BYTE, damaged, (byte) 'x');
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().entriesAt(pin.version());
      EntryCopy copy = new EntryCopy();
      EntryCopies copies = new EntryCopies(copy);
      Set<String> seen = new HashSet<>();
      copies.clear(5_000, 1 << 20);
      assertThatThrownBy(() -> cursor.addTo(copies, 0))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("check");
      assertThat(copies.size()).isLessThan(4_999); // anywhere: the order is that of random hashes
      for (int i = 0; i < copies.size(); i++) {
        copies.turn(i);
        String key = new String(copy.key(), StandardCharsets.UTF_8);
        assertThat(seen.add(key)).isTrue();
        assertThat(new String(copy.value(), StandardCharsets.UTF_8))
            .isEqualTo("value " + key.substring(1));
      }
      copies.clear(5_000, 1 << 20);
      assertThat(cursor.addTo(copies, 0)).as("who goes on has the rest").isFalse();
      assertThat(copies.size() + seen.size()).isEqualTo(4_999);
    }
  }

  @Test
  void aSnapshotThatHadToGiveWaySaysSoWhereEntriesAreReadManyAtATime() {
    for (int i = 0; i < 5_000; i++) {
      kit.put("k" + i, value(i));
    }
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().entriesAt(pin.version());
      EntryCopies copies = new EntryCopies(kit.copy());
      copies.clear(1_000, 1 << 20);
      assertThat(cursor.addTo(copies, 0)).isTrue();
      kit.put("k", value(2));
      new Garbage(kit.context()).giveUpSnapshots();
      copies.clear(1_000, 1 << 20);
      assertThatThrownBy(() -> cursor.addTo(copies, 0)).isInstanceOf(SnapshotTooOldException.class);
      assertThat(copies.size()).isZero();
    }
  }

  @Test
  void aTombstoneThatAWalkMayHaveSeenIsNotUsedAgainBeforeTheWalkEnds() {
    for (int i = 0; i < 100; i++) {
      kit.put("k" + i, value(i));
    }
    Pin older = kit.pins().open();
    for (int i = 0; i < 50; i++) {
      kit.remove("k" + i);
    }
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().entriesAt(pin.version());
      EntryCopy copy = new EntryCopy();
      Set<String> seen = new HashSet<>();
      assertThat(cursor.next(copy)).isTrue(); // the words of the page are copied from here on
      seen.add(new String(copy.key(), StandardCharsets.UTF_8));
      older.close();
      kit.map().collectGarbage();
      for (int i = 50; i < 100; i++) {
        kit.remove("k" + i);
        kit.put("other" + i, value(i));
      }
      while (cursor.next(copy)) {
        String key = new String(copy.key(), StandardCharsets.UTF_8);
        assertThat(seen.add(key)).as(key + " is seen once").isTrue();
      }
      assertThat(seen).hasSize(50).allMatch(key -> Integer.parseInt(key.substring(1)) >= 50);
    }
    kit.map().collectGarbage();
    kit.put("k", value(1));
    kit.map().collectGarbage();
    assertThat(kit.map().figures().retainedBytes()).isZero();
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void headersTellOfTheSameEntriesAsTheEntriesThemselves() {
    for (int i = 0; i < 5_000; i++) {
      kit.put("k" + i, value(i));
    }
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < 5_000; i += 3) {
        kit.remove("k" + i);
        kit.put("other" + i, value(i));
      }
      assertThat(lengths(kit.map().headersAt(pin.version())))
          .isEqualTo(lengths(kit.map().entriesAt(pin.version())));
    }
  }

  @Test
  void aSnapshotThatHadToGiveWaySaysSoInAWalkOverHeadersToo() {
    kit.put("k", value(1));
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().headersAt(pin.version());
      kit.put("k", value(2));
      new Garbage(kit.context()).giveUpSnapshots();
      assertThatThrownBy(() -> cursor.next(kit.copy())).isInstanceOf(SnapshotTooOldException.class);
    }
  }

  @Test
  void theSizeOfAVersionIsKnownUntilTheNextChange() {
    assertThat(kit.map().sizeAt(version())).isZero();
    for (int i = 0; i < 1_000; i++) {
      kit.put("k" + i, value(i));
      assertThat(kit.map().sizeAt(version())).isEqualTo(i + 1);
    }
    long version = version();
    kit.put("k0", value(7));
    assertThat(kit.map().sizeAt(version)).isEqualTo(SharedMap.CHANGING);
    assertThat(kit.map().sizeAt(version())).isEqualTo(1_000);
    kit.remove("k1");
    assertThat(kit.map().sizeAt(version())).isEqualTo(999);
  }

  @Test
  void theSizeCommittedLastIsKnownWithoutAPin() {
    assertThat(kit.map().committedSize()).isZero();
    kit.put("k", value(1));
    assertThat(kit.map().committedSize()).isEqualTo(1);
    kit.put("k", value(2));
    assertThat(kit.map().committedSize()).isEqualTo(1);
    kit.remove("k");
    assertThat(kit.map().committedSize()).isZero();
  }

  @Test
  void theSizeIsNotKnownWhileAChangeIsUnderWay() {
    kit.put("k", value(1));
    kit.context().set(RootLayout.COUNTED_VERSION, version() + 1);
    kit.context().add(RootLayout.ENTRIES, 1);
    assertThat(kit.map().sizeAt(version())).isEqualTo(SharedMap.CHANGING);
    assertThat(kit.map().committedSize()).isEqualTo(SharedMap.CHANGING);
  }

  @Test
  void theSizeIsNotKnownWhereEntriesExpire() {
    byte[] key = MapKit.bytes("k");
    kit.map().put(key, key.length, kit.hash("k"), key, 0, key.length, 1, 5_000);
    assertThat(kit.map().sizeAt(version())).isEqualTo(SharedMap.EXPIRING);
    assertThat(kit.map().committedSize()).isEqualTo(SharedMap.EXPIRING);
    kit.map().touch(key, key.length, kit.hash("k"), 6_000);
    assertThat(kit.map().sizeAt(version())).isEqualTo(SharedMap.EXPIRING);
    kit.remove("k");
    assertThat(kit.map().sizeAt(version())).isZero();
  }

  private long version() {
    try (Pin pin = kit.pins().open()) {
      return pin.version();
    }
  }

  private static Map<Integer, Integer> lengths(VersionCursor cursor) {
    Map<Integer, Integer> lengths = new HashMap<>();
    EntryCopy copy = new EntryCopy();
    while (cursor.next(copy)) {
      lengths.merge(copy.keyLength() << 16 | copy.valueLength(), 1, Integer::sum);
    }
    return lengths;
  }

  /** Where a text stands in the memory of the segment. */
  private long addressOf(String text) {
    var memory = kit.segment().memory();
    byte[] bytes = MapKit.bytes(text);
    for (long at = 0; at + bytes.length <= memory.byteSize(); at++) {
      int same = 0;
      while (same < bytes.length && memory.get(ValueLayout.JAVA_BYTE, at + same) == bytes[same]) {
        same++;
      }
      if (same == bytes.length) {
        return at;
      }
    }
    throw new AssertionError("no " + text);
  }

  private static byte[] value(int number) {
    return MapKit.bytes("value " + number);
  }

  private static byte[] value(int number, int more) {
    return MapKit.bytes("value " + number + "x".repeat(more));
  }
}
