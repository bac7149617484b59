package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.segment.ShmException;
import io.shmstl.sync.LockTimeoutException;
import io.shmstl.sync.Membership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaching, destroying and closing where something stands in the way. */
class CacheLifeTest {
  private static final long MIB = 1 << 20;
  private static final StoreOptions IMPATIENT =
      new StoreOptions(
          Duration.ofMillis(30), Duration.ofMillis(30), StoreOptions.DEFAULT.snapshotAge(), false);

  @TempDir Path base;
  private Path directory;

  @BeforeEach
  void name() {
    directory = base.resolve("space");
  }

  @Test
  void aCacheThatCannotBeDestroyedForAWriterInItStaysAsItIs() {
    try (Space space = Space.open(directory, IMPATIENT);
        CacheStore store = space.create(StoreKit.wanted("busy", MIB))) {
      try (Batch batch = store.write()) {
        CompletableFuture.runAsync(() ->
                assertThatThrownBy(() -> space.destroy("busy"))
                    .isInstanceOf(LockTimeoutException.class))
            .join();
        assertThat(batch.remove(new byte[1], 1, 1)).isFalse();
      }
      assertThat(store.isDestroyed()).isFalse();
      try (CacheStore again = space.create(StoreKit.wanted("busy", MIB))) {
        assertThat(again.wasCreated()).as("it is the same cache").isFalse();
      }
      assertThat(space.destroy("busy")).isTrue();
    }
  }

  @Test
  void aCacheWhoseContentsMakeNoSenseCanBeDestroyed() {
    try (StoreKit kit = StoreKit.open(directory, "damaged", MIB)) {
      kit.put("k", new byte[3]);
      damage(kit);
      assertThat(kit.space().destroy("damaged")).isTrue();
      assertThat(kit.space().caches()).isEmpty();
    }
  }

  @Test
  void aCacheWhoseContentsMakeNoSenseIsMadeAnew() {
    try (StoreKit kit = StoreKit.open(directory, "damaged", MIB)) {
      kit.put("k", new byte[3]);
      damage(kit);
      assertThatThrownBy(() -> kit.put("k", new byte[3])).isInstanceOf(ShmException.class);
      assertThat(kit.store().isDestroyed()).isTrue();
      try (StoreKit again = StoreKit.open(directory, "damaged", MIB)) {
        assertThat(again.store().wasCreated()).isTrue();
        assertThat(again.get("k")).isNull();
      }
    }
  }

  @Test
  void aSlotThatLeadsOutOfTheHeapIsReportedByTheCheckAndNotFollowed() {
    try (StoreKit kit = StoreKit.open(directory, "damaged", MIB)) {
      kit.put("k", new byte[3]);
      try (Segment damaged = StoreKit.map(kit.space(), kit.store())) {
        // The only page's first extent lies behind root, directory and their alignment: look for
        // the one slot that is taken, the word whose upper half is the key's hash.
        long slotHash = kit.hash("k") >>> 32;
        long at = damaged.heapStart();
        while (damaged.memory().get(Layouts.LONG, at) >>> 32 != slotHash) {
          at += 8;
        }
        damaged.memory().set(Layouts.LONG, at, slotHash << 32 | 0xFFFF_FFFFL);
        assertThat(kit.store().check()).hasSizeGreaterThanOrEqualTo(1);
        kit.space().destroy("damaged");
      }
    }
  }

  @Test
  void anAttachThatFailsLeavesNoMemberBehind() throws IOException {
    Space.open(directory, IMPATIENT).close();
    Path foreign = Files.createDirectories(directory.resolve("caches").resolve("foreign"));
    Files.createFile(foreign.resolve("file"));
    assertThatThrownBy(() -> Space.open(directory, IMPATIENT)).isInstanceOf(ShmException.class);
    assertThat(Membership.isAnyoneAttached(directory.resolve("members"))).isFalse();
  }

  @Test
  void aKeyLockThatWasLostDoesNotKeepTheOthers() {
    try (Space space = Space.open(directory, IMPATIENT);
        CacheStore store = space.create(StoreKit.wanted("locks", MIB))) {
      long[] hashes = {1L << 56, 2L << 56, 3L << 56};
      KeyLock lock = store.lockAll(hashes);
      try (Segment damaged = StoreKit.map(space, store)) {
        damaged.memory().set(Layouts.LONG, SegmentLayout.KEY_LOCKS + 3 * 64, 0);
      }
      assertThatThrownBy(lock::close).isInstanceOf(IllegalStateException.class);
      CompletableFuture.runAsync(
              () -> {
                store.lock(hashes[0]).close();
                store.lock(hashes[1]).close();
              })
          .join();
    }
  }

  @Test
  void aCacheThatIsClosedUnderItsOwnKeyLockStaysMappedUntilThatIsGivenBack() {
    Space space = Space.open(directory, IMPATIENT);
    CacheStore store = space.create(StoreKit.wanted("held", MIB));
    KeyLock lock = store.lock(7L << 56);
    store.close();
    assertThat(store.isClosed()).isTrue();
    assertThat(space.destroy("held")).as("destroyed though it is held").isTrue();
    lock.close();
    try (CacheStore again = space.create(StoreKit.wanted("held", MIB))) {
      again.lock(7L << 56).close();
    }
    space.close();
    assertThat(Membership.isAnyoneAttached(directory.resolve("members"))).isFalse();
  }

  /** Makes the next writer recover an index whose root names nothing. */
  private static void damage(StoreKit kit) {
    try (Segment damaged = StoreKit.map(kit.space(), kit.store())) {
      damaged.memory().set(Layouts.LONG, damaged.heapStart(), 77);
      damaged.memory().set(Layouts.INT, SegmentLayout.LEASE + 64, 1);
    }
  }
}
