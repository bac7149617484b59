package io.shmstl.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.BlockVisitor;
import io.shmstl.alloc.Rebuild;
import io.shmstl.alloc.TestHeap;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheRegistryTest {
  private static final long CAPACITY = 4L << 20;

  private TestHeap heap;
  private Allocator allocator;
  private CacheRegistry registry;

  @BeforeEach
  void createHeap() {
    heap = TestHeap.createAndAcquire(CAPACITY);
    allocator = heap.allocator();
    registry = new CacheRegistry(heap.segment(), allocator, heap.systemMap());
  }

  @AfterEach
  void closeHeap() {
    heap.close();
  }

  @Test
  void spaceWithoutCachesHasNoTable() {
    assertThat(registry.all()).isEmpty();
    assertThat(registry.find("orders")).isNull();
    assertThat(registry.remove("orders")).isFalse();
    assertThat(registry.forEachBlock((address, bytes) -> true)).isZero();
    assertThat(heap.systemMap().objects()).isEmpty();
  }

  @Test
  void tableIsTheObjectCachesOfTheSystemMap() {
    registry.put("orders", bytes("descriptor"));
    assertThat(heap.systemMap().objects()).extracting(NamedObject::name).containsExactly("caches");
  }

  @Test
  void descriptorIsFoundReplacedAndRemoved() {
    registry.put("orders", bytes("one"));
    registry.put("items", bytes("two"));
    assertThat(registry.find("orders")).isEqualTo(bytes("one"));
    assertThat(registry.find("items")).isEqualTo(bytes("two"));
    registry.put("orders", bytes("a longer one"));
    assertThat(registry.find("orders")).isEqualTo(bytes("a longer one"));
    assertThat(registry.all()).containsExactlyInAnyOrder(bytes("a longer one"), bytes("two"));
    assertThat(registry.remove("orders")).isTrue();
    assertThat(registry.find("orders")).isNull();
    assertThat(registry.remove("orders")).isFalse();
    assertThat(registry.all()).containsExactly(bytes("two"));
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void namesAndDescriptorsAreDataWithinTheirLimits() {
    Map<String, byte[]> all = new HashMap<>();
    all.put("", bytes("the empty name"));
    all.put("x".repeat(CacheRegistry.MAX_NAME_BYTES), bytes("the longest name"));
    all.put("../\u0000\uD83D\uDE00%s", new byte[0]);
    all.put("large", new byte[CacheRegistry.MAX_DESCRIPTOR_BYTES]);
    all.forEach(registry::put);
    all.forEach((name, descriptor) -> assertThat(registry.find(name)).isEqualTo(descriptor));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.put("x".repeat(1025), new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> registry.put("\uDC00", new byte[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.put("y", new byte[CacheRegistry.MAX_DESCRIPTOR_BYTES + 1]));
    assertThat(registry.all()).hasSize(4);
  }

  @Test
  void tableHoldsItsLimitOfCachesAndNotOneMore() {
    for (int i = 0; i < CacheRegistry.MAX_CACHES; i++) {
      registry.put("cache" + i, bytes("descriptor" + i));
    }
    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> registry.put("one more", bytes("d")));
    registry.put("cache7", bytes("replaced"));
    assertThat(registry.find("cache7")).isEqualTo(bytes("replaced"));
    assertThat(registry.find("cache4095")).isEqualTo(bytes("descriptor4095"));
    assertThat(registry.remove("cache4095")).isTrue();
    registry.put("one more", bytes("d"));
    assertThat(registry.all()).hasSize(CacheRegistry.MAX_CACHES);
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void fullSegmentKeepsTheOldDescriptor() {
    registry.put("orders", bytes("old"));
    while (allocator.allocate(4096) != 0) {
      // Fills the segment.
    }
    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> registry.put("orders", new byte[60_000]));
    assertThat(registry.find("orders")).isEqualTo(bytes("old"));
  }

  @Test
  void randomChangesEqualThoseOfAMap() {
    Random random = new Random(5);
    Map<String, byte[]> model = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      String name = "cache" + random.nextInt(60);
      if (random.nextInt(3) == 0) {
        assertThat(registry.remove(name)).isEqualTo(model.remove(name) != null);
      } else {
        byte[] descriptor = new byte[random.nextInt(500)];
        random.nextBytes(descriptor);
        registry.put(name, descriptor);
        model.put(name, descriptor);
      }
    }
    assertThat(registry.all()).containsExactlyInAnyOrderElementsOf(model.values());
    model.forEach((name, descriptor) -> assertThat(registry.find(name)).isEqualTo(descriptor));
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void changesNeedTheLeaseAndLookupsDoNot() {
    registry.put("orders", bytes("one"));
    heap.lease().release();
    assertThat(registry.find("orders")).isEqualTo(bytes("one"));
    assertThat(registry.all()).hasSize(1);
    assertThatIllegalStateException().isThrownBy(() -> registry.put("orders", bytes("two")));
    assertThatIllegalStateException().isThrownBy(() -> registry.remove("orders"));
    assertThatIllegalStateException().isThrownBy(() -> registry.repair((address, bytes) -> true));
  }

  /**
   * Blocks are reused at once, and no reader ever sees anything but a whole descriptor of its
   * cache.
   */
  @Test
  void readersSeeWholeDescriptorsWhileTheyAreReplaced() {
    registry.put("a", descriptor(1, 10));
    registry.put("b", descriptor(2, 10));
    AtomicBoolean isDone = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> {
          int looks = 0;
          while (!isDone.get() || looks < 10_000) {
            assertWhole(Objects.requireNonNull(registry.find("a")), 1);
            assertWhole(Objects.requireNonNull(registry.find("b")), 2);
            looks++;
          }
          return looks;
        });
    Random random = new Random(9);
    for (int i = 0; i < 30_000; i++) {
      boolean isA = random.nextBoolean();
      registry.put(isA ? "a" : "b", descriptor(isA ? 1 : 2, 10 + random.nextInt(40)));
    }
    isDone.set(true);
    assertThat(reader.join()).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  void damagedDescriptorIsReportedAndItsSlotFreedByRepair() {
    for (int i = 0; i < 50; i++) {
      registry.put("cache" + i, bytes("descriptor" + i));
    }
    long[] block = new long[1];
    registry.forEachBlock((address, bytes) -> {
      block[0] = address;
      return true;
    });
    MemorySegment memory = heap.segment().memory();
    for (int offset = 0; offset < 20; offset++) {
      byte before = memory.get(Layouts.BYTE, block[0] + offset);
      memory.set(Layouts.BYTE, block[0] + offset, (byte) (before ^ 0x20));
      assertThatExceptionOfType(CorruptException.class).isThrownBy(registry::all);
      memory.set(Layouts.BYTE, block[0] + offset, before);
    }
    memory.set(Layouts.BYTE, block[0] + 13, (byte) -1);
    assertThat(recover()).isEqualTo(1);
    assertThat(registry.all()).hasSize(49);
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void slotsThatLeadAnywhereAreFreedByRepair() {
    for (int i = 0; i < 50; i++) {
      registry.put("cache" + i, bytes("descriptor" + i));
    }
    NamedObject table = Objects.requireNonNull(heap.systemMap().find("caches"));
    MemorySegment memory = heap.segment().memory();
    long twin = memory.get(Layouts.LONG, table.address());
    memory.set(Layouts.LONG, table.address() + 8L * 100, twin);
    memory.set(Layouts.LONG, table.address() + 8L * 101, -1L);
    memory.set(Layouts.LONG, table.address() + 8L * 102, 1L);
    memory.set(Layouts.LONG, table.address() + 8L * 103, table.address() / 8);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(registry::all);
    assertThat(recover()).isEqualTo(4);
    assertThat(registry.all()).hasSize(50);
    assertThat(check().problems()).isEmpty();
  }

  private int recover() {
    Rebuild rebuild = allocator.rebuild();
    assertThat(heap.systemMap().repair(rebuild::markLive)).isZero();
    int freed = registry.repair(rebuild::markLive);
    rebuild.finish();
    return freed;
  }

  private AllocatorCheck.Result check() {
    return AllocatorCheck.check(heap.segment(), allocator, this::forEachBlock);
  }

  private void forEachBlock(BlockVisitor visitor) {
    heap.systemMap().forEachBlock(visitor);
    registry.forEachBlock(visitor);
  }

  /** Bytes that all say the same: whose descriptor it is, and how long. */
  private static byte[] descriptor(int owner, int length) {
    byte[] descriptor = new byte[length];
    for (int i = 0; i < length; i++) {
      descriptor[i] = (byte) (i == 0 ? owner : length);
    }
    return descriptor;
  }

  private static void assertWhole(byte[] descriptor, int owner) {
    assertThat(descriptor).isEqualTo(descriptor(owner, descriptor.length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
