package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.sync.LockTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  private static final long MIB = 1 << 20;
  private static final byte[] KEY = StoreKit.bytes("k");

  @TempDir Path directory;
  private StoreKit kit;

  @BeforeEach
  void open() {
    kit = StoreKit.open(directory, "batch", MIB);
    kit.put("other", new byte[10]);
    kit.remove("other"); // leaves a block for the next tombstone in reserve
    kit.put("k", StoreKit.bytes("v"), 1_000);
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aClosedBatchChangesNothing() {
    Batch batch = kit.store().write();
    batch.close();
    batch.close();
    assertChangesNothing(batch);
    assertThat(kit.store().check()).isEmpty();
  }

  @Test
  void aBatchIsUselessToAnotherThread() {
    try (Batch batch = kit.store().write()) {
      CompletableFuture.runAsync(() -> assertChangesNothing(batch)).join();
    }
    assertThat(kit.store().check()).isEmpty();
  }

  @Test
  void afterAFailedChangeTheBatchTakesNoOtherAndTheNextWriterRecovers() {
    try (Segment damaged = StoreKit.map(kit.space(), kit.store());
        Batch batch = kit.store().write()) {
      damaged.memory().set(Layouts.LONG, SegmentLayout.ALLOCATOR, 3);
      assertThatThrownBy(() -> put(batch)).isInstanceOf(CorruptException.class);
      assertChangesNothing(batch);
    }
    assertThat(kit.store().check()).isEmpty();
    assertThat(kit.get("k")).isEqualTo(StoreKit.bytes("v"));
    assertThat(kit.store().figures().map().recoveries()).isEqualTo(1);
  }

  @Test
  void aRefusedValueLeavesTheBatchUsableAndTheSegmentClean() {
    try (Batch batch = kit.store().write()) {
      byte[] tooLarge = new byte[(int) MIB / 8 + 1];
      assertThatThrownBy(
              () -> batch.put(KEY, 1, kit.hash("k"), tooLarge, 0, tooLarge.length, 0, 1_000))
          .isNotInstanceOf(FullException.class);
      put(batch);
    }
    assertThat(kit.get("k")).hasSize(3);
    assertThat(kit.store().figures().map().recoveries()).isZero();
  }

  @Test
  void aWriterThatWaitsInVainIsToldWhoWrites() {
    StoreOptions impatient =
        new StoreOptions(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            StoreOptions.DEFAULT.snapshotAge(),
            false);
    try (Space space = Space.open(directory.resolve("impatient"), impatient);
        CacheStore store = space.create(StoreKit.wanted("c", MIB));
        Batch batch = store.write()) {
      assertThat(batch.remove(KEY, 1, 1)).isFalse();
      CompletableFuture.runAsync(() ->
              assertThatThrownBy(store::write)
                  .isInstanceOf(LockTimeoutException.class)
                  .hasMessageContaining(Long.toString(ProcessHandle.current().pid())))
          .join();
    }
  }

  private void assertChangesNothing(Batch batch) {
    long hash = kit.hash("k");
    assertThatThrownBy(() -> put(batch)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> batch.remove(KEY, 1, hash)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> batch.touch(KEY, 1, hash, 5))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> batch.clearPage(0)).isInstanceOf(IllegalStateException.class);
    assertThat(kit.store().get(KEY, 1, hash, kit.copy())).isTrue();
    assertThat(kit.copy().deadlineMs()).isEqualTo(1_000);
  }

  private void put(Batch batch) {
    batch.put(KEY, 1, kit.hash("k"), new byte[3], 0, 3, 0, 1_000);
  }
}
