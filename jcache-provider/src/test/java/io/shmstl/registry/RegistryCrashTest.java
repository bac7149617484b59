package io.shmstl.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.AllocatorFigures;
import io.shmstl.alloc.BlockVisitor;
import io.shmstl.alloc.TestHeap;
import io.shmstl.testing.ChildJvm;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writers killed around and between the publications of the registry. */
class RegistryCrashTest {
  private static final long CAPACITY = 4L << 20;
  private static final int KILLS = Integer.getInteger("shmstl.test.kills", 5);
  private static final long WAIT_NANOS = Duration.ofSeconds(60).toNanos();

  private TestHeap heap;
  private CacheRegistry registry;

  @BeforeEach
  void createHeap() {
    heap = TestHeap.create(CAPACITY);
    registry = new CacheRegistry(heap.segment(), heap.allocator(), heap.systemMap());
  }

  @AfterEach
  void closeHeap() {
    heap.close();
  }

  @Test
  void objectWhoseWriterDiesBeforeItIsPublishedIsNotThereAndItsBlockIsFree() {
    AllocatorFigures before = heap.allocator().figures();
    die("dieBeforePublication");
    assertThat(heap.systemMap().find("object")).isNull();
    assertThat(heap.allocator().figures().usedBytes()).isGreaterThan(before.usedBytes());
    recoverAndCheck();
    assertThat(heap.allocator().figures().usedBytes()).isEqualTo(before.usedBytes());
    assertThat(heap.allocator().nextAddressRacy()).isEqualTo(before.nextAddress());
  }

  @Test
  void objectWhoseWriterDiesAfterItIsPublishedIsThere() {
    die("dieAfterPublication");
    NamedObject found = heap.systemMap().find("object");
    assertThat(found).isNotNull();
    recoverAndCheck();
    assertThat(heap.systemMap().find("object")).isEqualTo(found);
  }

  @Test
  void everythingPublishedIsWholeAfterAWriterIsKilledAtFullSpeed() {
    Random random = new Random(23);
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildJvm child = RegistryChild.start(heap)) {
        long goal = RegistryChild.progress(heap) + 200 + random.nextInt(3_000);
        child.send("work " + random.nextLong());
        long start = System.nanoTime();
        while (RegistryChild.progress(heap) < goal) {
          assertThat(System.nanoTime() - start).isLessThan(WAIT_NANOS);
          LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
        assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      }
      if (heap.acquire()) {
        assertThat(RegistryChild.recover(heap, registry)).isZero();
      }
      check();
      heap.lease().release();
    }
    assertThat(registry.all()).hasSizeGreaterThan(10);
    assertThat(heap.systemMap().objects()).hasSizeGreaterThan(100);
  }

  private void die(String command) {
    try (ChildJvm child = RegistryChild.start(heap)) {
      child.send(command + " object");
      assertThat(child.waitFor()).isEqualTo(ChildJvm.KILLED);
    }
  }

  private void recoverAndCheck() {
    assertThat(heap.acquire()).isTrue();
    assertThat(RegistryChild.recover(heap, registry)).isZero();
    check();
    heap.lease().release();
  }

  private void check() {
    assertThat(
            AllocatorCheck.check(heap.segment(), heap.allocator(), this::forEachBlock).problems())
        .isEmpty();
    assertThat(registry.all()).allMatch(RegistryChild::isWhole);
    assertThat(heap.systemMap().objects())
        .filteredOn(object -> object.name().startsWith("object"))
        .allMatch(object -> RegistryChild.isMarked(heap, object));
  }

  private void forEachBlock(BlockVisitor visitor) {
    heap.systemMap().forEachBlock(visitor);
    registry.forEachBlock(visitor);
  }
}
