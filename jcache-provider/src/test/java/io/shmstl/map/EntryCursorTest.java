package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.CorruptException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntryCursorTest {
  private static final int STABLE = 3_000;

  private final MapKit kit = MapKit.create(16 * MapKit.MIB);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void anEmptyMapHasNoEntries() {
    assertThat(kit.map().entries().next(kit.copy())).isFalse();
  }

  @Test
  void aWalkThatCannotGoOnSaysSoAndDoesNotEndEarly() {
    for (int i = 0; i < 1_000; i++) {
      kit.put("k" + i, new byte[3]);
    }
    long rootWord = kit.context().rootWord();
    long last = (1L << RootWord.depth(rootWord)) - 1;
    DirectoryLayout.wordRelease(
        kit.memory(),
        DirectoryLayout.wordAddressAt(RootWord.directory(rootWord), last),
        DirectoryLayout.word(8, RootWord.depth(rootWord), 0));
    EntryCursor cursor = kit.map().entries();
    assertThatThrownBy(
            () -> {
              while (cursor.next(kit.copy())) {
                assertThat(kit.copy().valueLength()).isEqualTo(3);
              }
            })
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no page");
  }

  @Test
  void aSplitBetweenTwoStepsNeitherLosesNorRepeatsAKey() {
    for (int step = 0; step < 300; step += 50) {
      try (MapKit own = MapKit.create(4 * MapKit.MIB)) {
        for (int i = 0; i < 380; i++) {
          own.put("stable" + i, new byte[i % 20]);
        }
        Set<String> seen = new HashSet<>();
        EntryCursor cursor = own.map().entries();
        for (int i = 0; i < step; i++) {
          assertThat(cursor.next(own.copy())).isTrue();
          add(seen, own.copy());
        }
        for (int i = 0; i < 5_000; i++) {
          own.put("new" + i, new byte[3]);
        }
        while (cursor.next(own.copy())) {
          add(seen, own.copy());
        }
        for (int i = 0; i < 380; i++) {
          assertThat(seen).contains("stable" + i);
        }
      }
    }
  }

  @Test
  void whileAWriterSplitsPagesEachStableKeyIsDeliveredOnce() throws Exception {
    for (int i = 0; i < STABLE; i++) {
      kit.put("stable" + i, new byte[i % 40]);
    }
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> walks = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        walks.add(threads.submit(() -> walkUntil(isOver)));
      }
      for (int i = 0; i < 20_000; i++) {
        kit.put("new" + i, new byte[5]);
        if (i % 3 == 0) {
          kit.put("stable" + i % STABLE, new byte[i % 40]);
        }
        if (i % 5 == 0) {
          kit.remove("new" + i / 2);
        }
      }
      isOver.set(true);
      for (Future<Integer> walk : walks) {
        assertThat(walk.get(1, TimeUnit.MINUTES)).isPositive();
      }
      assertThat(kit.map().figures().evictions()).isZero();
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
    assertThat(kit.problems()).isEmpty();
  }

  private int walkUntil(AtomicBoolean isOver) {
    int walks = 0;
    EntryCopy copy = new EntryCopy();
    do {
      Set<String> seen = new HashSet<>();
      EntryCursor cursor = kit.map().entries();
      while (cursor.next(copy)) {
        add(seen, copy);
      }
      for (int i = 0; i < STABLE; i++) {
        assertThat(seen).as("walk %d", walks).contains("stable" + i);
      }
      walks++;
    } while (!isOver.get());
    return walks;
  }

  private static void add(Set<String> seen, EntryCopy copy) {
    String key =
        new String(copy.bytes(), copy.keyOffset(), copy.keyLength(), StandardCharsets.UTF_8);
    assertThat(seen.add(key)).as("%s is delivered once", key).isTrue();
  }
}
