package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shmstl.segment.ShmException;
import io.shmstl.sync.Pin;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The queue of what is retired, with damage that leads in a ring or out of the segment: whoever
 * checks or drains it says so soon, and a recovery makes the segment whole.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class DamagedRetiredQueueTest {
  private static final int RETIRED = 200;

  enum Fault {
    CHUNK_THAT_FOLLOWS_ITSELF {
      @Override
      void inflict(MapContext context, long head) {
        RetiredLayout.next(context.memory(), head, head);
      }
    },
    TAIL_THAT_LEADS_BACK {
      @Override
      void inflict(MapContext context, long head) {
        RetiredLayout.next(context.memory(), context.get(RootLayout.RETIRED_TAIL), head);
        context.set(RootLayout.RETIRED_TAIL, 0);
      }
    },
    CHUNK_OUTSIDE {
      @Override
      void inflict(MapContext context, long head) {
        RetiredLayout.next(context.memory(), head, context.segment().capacityBytes() - 64);
      }
    },
    HEAD_OUTSIDE {
      @Override
      void inflict(MapContext context, long head) {
        context.set(RootLayout.RETIRED_HEAD, 1L << 50);
      }
    },
    HEAD_BELOW {
      @Override
      void inflict(MapContext context, long head) {
        context.set(RootLayout.RETIRED_HEAD, -head);
      }
    },
    HEAD_NOT_ALIGNED {
      @Override
      void inflict(MapContext context, long head) {
        context.set(RootLayout.RETIRED_HEAD, head + 3);
      }
    },
    FIRST_TOO_LARGE {
      @Override
      void inflict(MapContext context, long head) {
        context.set(RootLayout.RETIRED_FIRST, 1L << 40);
      }
    },
    FIRST_BELOW {
      @Override
      void inflict(MapContext context, long head) {
        context.set(RootLayout.RETIRED_FIRST, -5);
      }
    },
    LAST_TOO_LARGE {
      @Override
      void inflict(MapContext context, long head) {
        context.set(RootLayout.RETIRED_LAST, Long.MAX_VALUE);
      }
    },
    RECORD_OUTSIDE {
      @Override
      void inflict(MapContext context, long head) {
        RetiredLayout.record(context.memory(), head, 0, 0xFFFF_FFFFL << 3, 1, 2);
      }
    },
    RECORD_OF_NOTHING {
      @Override
      void inflict(MapContext context, long head) {
        RetiredLayout.record(context.memory(), head, 0, context.segment().heapStart() + 8, 1, 2);
      }
    };

    abstract void inflict(MapContext context, long head);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedQueueIsToldOfOrDrainedAndRecoveryMakesItWhole(Fault fault) {
    try (MapKit kit = MapKit.create(MapKit.MIB)) {
      for (int i = 0; i < RETIRED; i++) {
        kit.put("key-" + i, new byte[100]);
      }
      try (Pin _ = kit.pins().open()) {
        for (int i = 0; i < RETIRED; i++) {
          kit.put("key-" + i, new byte[101]);
        }
      }
      long head = kit.context().get(RootLayout.RETIRED_HEAD);
      assertThat(head).isNotZero();
      fault.inflict(kit.context(), head);

      requireClear(() -> assertThat(kit.problems()).isInstanceOf(List.class));
      requireClear(() -> kit.put("another", new byte[50]));
      requireClear(() -> kit.map().collectGarbage());
      requireClear(() -> kit.remove("key-3"));

      assertThat(kit.recover()).isTrue();
      assertThat(kit.problems()).isEmpty();
      assertThat(kit.get("key-7")).hasSize(101);
    }
  }

  private static void requireClear(Runnable act) {
    Throwable thrown = catchThrowable(act::run);
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(ShmException.class);
    }
  }
}
