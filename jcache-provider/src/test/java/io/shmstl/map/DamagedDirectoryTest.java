package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shmstl.segment.ShmException;
import io.shmstl.sync.Pin;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A word of the directory with a local depth that is none: by it walks find the next page, and must
 * not go round for ever.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedDirectoryTest {
  private static final int KEYS = 1_600;
  private static final int LOCAL_DEPTH_SHIFT = 32;
  private static final long LOCAL_DEPTH_MASK = 0x3FL << LOCAL_DEPTH_SHIFT;

  @Test
  void aLocalDepthThatIsNoneEndsWalksAndChangesWithAnError() {
    try (MapKit kit = MapKit.create(MapKit.MIB)) {
      for (int i = 0; i < KEYS; i++) {
        kit.put("key-" + i, MapKit.bytes("value of key-" + i));
      }
      long rootWord = kit.context().rootWord();
      int depth = RootWord.depth(rootWord);
      assertThat(depth).isGreaterThan(1);
      for (int index = 0; index < 1 << depth; index++) {
        long at = DirectoryLayout.wordAddressAt(RootWord.directory(rootWord), index);
        long sound = DirectoryLayout.wordAcquire(kit.memory(), at);
        for (int local = depth + 1; local < 64; local++) {
          long damaged = (sound & ~LOCAL_DEPTH_MASK) | ((long) local << LOCAL_DEPTH_SHIFT);
          DirectoryLayout.wordRelease(kit.memory(), at, damaged);
          use(kit);
          DirectoryLayout.wordRelease(kit.memory(), at, sound);
        }
      }
      assertThat(kit.recover()).isTrue();
      assertThat(kit.problems()).isEmpty();
    }
  }

  private static void use(MapKit kit) {
    requireClear(() -> walk(kit, kit.map().entries()::next));
    try (Pin pin = kit.pins().open()) {
      VersionCursor cursor = kit.map().entriesAt(pin.version());
      requireClear(() -> walk(kit, cursor::next));
    }
    for (int i = 0; i < 20; i++) {
      byte[] found = kit.get("key-" + i);
      assertThat(found).isIn(null, MapKit.bytes("value of key-" + i));
    }
    requireClear(() -> assertThat(kit.problems()).isNotEmpty());
    requireClear(() -> {
      int position = 0;
      do {
        position = kit.map().clearPage(position);
      } while (position != 0);
    });
  }

  private static void walk(MapKit kit, Walk walk) {
    while (walk.next(kit.copy())) {
      String key = new String(kit.copy().key(), StandardCharsets.UTF_8);
      assertThat(kit.copy().value()).isEqualTo(MapKit.bytes("value of " + key));
    }
  }

  private static void requireClear(Runnable act) {
    Throwable thrown = catchThrowable(act::run);
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(ShmException.class);
    }
  }

  private interface Walk {
    boolean next(EntryCopy into);
  }
}
