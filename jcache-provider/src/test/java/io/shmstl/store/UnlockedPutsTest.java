package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.map.EntryTooLargeException;
import io.shmstl.sync.LockTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A put that takes the lease alone, and whoever has the lock of its key. */
@Timeout(60)
class UnlockedPutsTest {
  private static final int MIB = 1 << 20;
  private static final StoreOptions PATIENT =
      new StoreOptions(
          Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(1), false);
  private static final StoreOptions IMPATIENT =
      new StoreOptions(
          Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(1), false);

  @TempDir Path directory;
  private StoreKit kit;

  @BeforeEach
  void open() {
    open(PATIENT);
  }

  @AfterEach
  void close() {
    if (!kit.store().isClosed()) {
      assertThat(kit.store().figures().map().recoveries()).as("of what was refused").isZero();
    }
    kit.close();
  }

  @Test
  void aKeyThatNobodyHasIsPut() {
    assertThat(put("key", "new")).isTrue();
    assertThat(kit.get("key")).isEqualTo(StoreKit.bytes("new"));
  }

  @Test
  void aKeyThatItsOwnThreadHasIsNotPut() {
    try (KeyLock _ = kit.store().lock(kit.hash("key"))) {
      assertThat(put("key", "new")).isFalse();
      assertThat(kit.get("key")).isEqualTo(StoreKit.bytes("old"));
      assertThat(put(another("key"), "of another stripe")).isTrue();
    }
    assertThat(put("key", "new")).isTrue();
  }

  @Test
  void aKeyThatAnotherThreadHasIsNotPut() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(() -> {
          try (KeyLock _ = kit.store().lock(kit.hash("key"))) {
            held.countDown();
            letGo.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    held.await();
    assertThat(put("key", "new")).isFalse();
    letGo.countDown();
    holder.get();
    assertThat(put("key", "new")).isTrue();
  }

  @Test
  void aKeyThatWasLockedWhileItsPutWaitedForTheLeaseIsNotPut() throws Exception {
    CompletableFuture<Boolean> isPut = new CompletableFuture<>();
    try (KeyLock lock = kit.store().lockOf(kit.hash("key"))) {
      try (Batch _ = kit.store().write()) {
        Thread putter = Thread.ofPlatform().start(() -> isPut.complete(put("key", "new")));
        while (putter.getState() != Thread.State.TIMED_WAITING) {
          Thread.onSpinWait(); // until it has looked at the lock, and queues up for the lease
        }
        kit.store().take(lock, false);
      }
      assertThat(isPut.get(30, TimeUnit.SECONDS)).isFalse();
      assertThat(kit.get("key")).isEqualTo(StoreKit.bytes("old"));
    }
  }

  @Test
  void whoTakesALockWaitsForTheTenureThatHeFindsUnderWay() throws Exception {
    CompletableFuture<KeyLock> locker;
    try (Batch _ = kit.store().write()) {
      locker = takeLockElsewhere(kit.hash("key"), true);
      assertThatThrownBy(() -> locker.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }
    locker.get(30, TimeUnit.SECONDS);
  }

  @Test
  void whereNobodyPutsWithoutALockNobodyWaitsForATenure() throws Exception {
    try (Batch _ = kit.store().write()) {
      takeLockElsewhere(kit.hash("key"), false).get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoTakesALockIsToldWhoKeepsTheLeaseAndHasNoLockThen() {
    kit.close();
    open(IMPATIENT);
    long[] hashes = {kit.hash("key"), kit.hash(another("key"))};
    try (Batch _ = kit.store().write()) {
      CompletableFuture<String> message =
          CompletableFuture.supplyAsync(() -> {
            try (KeyLock _ = kit.store().lockAll(hashes)) {
              return "locked";
            } catch (LockTimeoutException e) {
              return e.getMessage();
            }
          });
      assertThat(message.join())
          .matches(
              "waited [23]\\d\\d ms for the writer lease of .*held by thread .* of this process.*");
    }
    assertThat(put("key", "new")).as("the locks were given back").isTrue();
    assertThat(put(another("key"), "new")).isTrue();
  }

  @Test
  void whatTheStoreRefusesIsRefusedAndTheSegmentIsClean() {
    byte[] key = StoreKit.bytes("key");
    long hash = kit.hash("key");
    assertThatExceptionOfType(EntryTooLargeException.class)
        .isThrownBy(() -> kit.store().putIfUnlocked(key, 3, hash, new byte[MIB], MIB));
    assertThat(kit.get("key")).isEqualTo(StoreKit.bytes("old"));
    assertThat(put("key", "new")).isTrue();

    kit.space().destroy("cache");
    assertThatExceptionOfType(CacheDestroyedException.class).isThrownBy(() -> put("key", "newer"));
    kit.store().close();
    assertThatThrownBy(() -> put("key", "newer"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  private void open(StoreOptions options) {
    kit = StoreKit.over(Space.open(directory.resolve("space"), options), "cache", MIB);
    kit.put("key", StoreKit.bytes("old"));
  }

  private boolean put(String key, String value) {
    byte[] keyBytes = StoreKit.bytes(key);
    byte[] valueBytes = StoreKit.bytes(value);
    return kit.store()
        .putIfUnlocked(keyBytes, keyBytes.length, kit.hash(key), valueBytes, valueBytes.length);
  }

  /** A key of another stripe. */
  private String another(String key) {
    String other = key;
    while (kit.hash(other) >>> 56 == kit.hash(key) >>> 56) {
      other += "'";
    }
    return other;
  }

  /** Takes and gives back. */
  private CompletableFuture<KeyLock> takeLockElsewhere(long hash, boolean excludesPuts) {
    return CompletableFuture.supplyAsync(() -> {
      try (KeyLock lock = kit.store().take(kit.store().lockOf(hash), excludesPuts)) {
        return lock;
      }
    });
  }
}
