package io.shmstl.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.AllocatorFigures;
import io.shmstl.alloc.Rebuild;
import io.shmstl.alloc.TestHeap;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SystemMapTest {
  private static final long CAPACITY = 4L << 20;

  private TestHeap heap;
  private SystemMap map;
  private Allocator allocator;

  @BeforeEach
  void createHeap() {
    heap = TestHeap.createAndAcquire(CAPACITY);
    map = heap.systemMap();
    allocator = heap.allocator();
  }

  @AfterEach
  void closeHeap() {
    heap.close();
  }

  /** Claims 17, 22 and 25. */
  @Test
  void unknownNameGivesTheNextAllocationAddressWhichGrowsByTheObjectAndItsNode() {
    long next = allocator.nextAddress();
    assertThat(map.find("orders")).isNull();
    NamedObject object = map.findOrCreate("orders", 1000, ObjectInitializer.ZEROED);
    assertThat(object).isEqualTo(new NamedObject("orders", next, 1000));
    long block = 1000L + ObjectNodeLayout.BYTES + "orders".length();
    assertThat(allocator.nextAddress()).isEqualTo(next + Allocator.blockBytes(block));
  }

  @Test
  void absenceOfANameHoldsUntilTheNameHasAnObject() {
    SystemMap.Absence absence = Objects.requireNonNull(map.absence("schema/2"));
    assertThat(absence.isSo()).isTrue();
    map.findOrCreate("schema/2", 8, ObjectInitializer.ZEROED);
    assertThat(absence.isSo()).isFalse();
    assertThat(map.absence("schema/2")).isNull();
  }

  /** Claims 19 to 21. */
  @Test
  void knownNameGivesItsAddressAndLeavesTheNextAllocationAddress() {
    NamedObject object = map.findOrCreate("orders", 1000, ObjectInitializer.ZEROED);
    long next = allocator.nextAddress();
    assertThat(map.findOrCreate("orders", 5000, (memory, address, bytes) -> throwing()))
        .isEqualTo(object);
    assertThat(map.find("orders")).isEqualTo(object);
    assertThat(allocator.nextAddress()).isEqualTo(next);
  }

  @Test
  void newObjectIsZeroAndWhatItsInitializerWroteIsThereWhenItIsFound() {
    dirtyTheHeap();
    NamedObject object =
        map.findOrCreate(
            "index",
            100,
            (memory, address, bytes) -> {
              for (long at = address; at < address + 100; at++) {
                assertThat(memory.get(Layouts.BYTE, at)).isZero();
              }
              assertThat(bytes).isEqualTo(100);
              assertThat(map.find("index")).isNull();
              memory.set(Layouts.LONG, address + 8, 42);
            });
    assertThat(heap.segment().memory().get(Layouts.LONG, object.address() + 8)).isEqualTo(42);
  }

  @Test
  void initializerThatThrowsLeavesNoObjectAndNoBlock() {
    AllocatorFigures before = allocator.exactFigures();
    assertThatIllegalStateException()
        .isThrownBy(() -> map.findOrCreate("x", 64, (memory, address, bytes) -> throwing()));
    assertThat(map.find("x")).isNull();
    assertThat(allocator.exactFigures().usedBytes()).isEqualTo(before.usedBytes());
    assertThat(allocator.nextAddress()).isEqualTo(before.nextAddress());
  }

  @Test
  void freeBlocksAreUsedWhenTheSpaceBehindTheNextAllocationAddressIsUsedUp() {
    long hole = allocator.allocate(4096);
    allocator.allocate(CAPACITY - allocator.nextAddress());
    allocator.free(hole, 4096);
    assertThat(map.findOrCreate("late", 2000, ObjectInitializer.ZEROED).address()).isEqualTo(hole);
    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> map.findOrCreate("later", 3000, ObjectInitializer.ZEROED));
    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> map.findOrCreate("most", Long.MAX_VALUE, ObjectInitializer.ZEROED));
    assertThat(map.find("later")).isNull();
    assertThat(map.objects()).hasSize(1);
  }

  @Test
  void namesAreDataOfUpTo255Bytes() {
    List<String> names =
        List.of(
            "",
            " ",
            "a\u0000b",
            "../../etc/passwd",
            "%s%n{}",
            "\u00e9",
            "e\u0301",
            "\uD83D\uDE00",
            "x".repeat(255));
    for (String name : names) {
      map.findOrCreate(name, 8, ObjectInitializer.ZEROED);
    }
    assertThat(map.objects())
        .extracting(NamedObject::name)
        .containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      NamedObject found = map.find(name);
      assertThat(found).isNotNull().extracting(NamedObject::name).isEqualTo(name);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> map.find("x".repeat(256)));
    assertThatIllegalArgumentException().isThrownBy(() -> map.find("\uD83D"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> map.findOrCreate("zero", 0, ObjectInitializer.ZEROED));
  }

  @Test
  void manyObjectsAreAllFound() {
    for (int i = 0; i < 5000; i++) {
      map.findOrCreate("schema/" + i, 16, ObjectInitializer.ZEROED);
    }
    TreeSet<Long> addresses = new TreeSet<>();
    for (int i = 0; i < 5000; i++) {
      addresses.add(Objects.requireNonNull(map.find("schema/" + i)).address());
    }
    assertThat(addresses).hasSize(5000);
    assertThat(map.objects()).hasSize(5000);
    assertThat(check().problems()).isEmpty();
    assertThat(check().liveBlocks()).isEqualTo(5000);
  }

  @Test
  void objectsAreMadeOnlyUnderTheLease() {
    map.findOrCreate("known", 16, ObjectInitializer.ZEROED);
    heap.lease().release();
    assertThat(map.find("known")).isNotNull();
    assertThatIllegalStateException()
        .isThrownBy(() -> map.findOrCreate("known", 16, ObjectInitializer.ZEROED));
    assertThatIllegalStateException()
        .isThrownBy(() -> map.findOrCreate("new", 16, ObjectInitializer.ZEROED));
    assertThatIllegalStateException().isThrownBy(() -> map.repair((address, bytes) -> true));
  }

  @Test
  void damagedNodeIsReportedByLookupsAndCutOffByRepair() {
    List<NamedObject> objects = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      objects.add(map.findOrCreate("object/" + i, 40, ObjectInitializer.ZEROED));
    }
    NamedObject damaged = objects.get(1000);
    long node = damaged.address() + 40;
    MemorySegment memory = heap.segment().memory();
    byte[] name = damaged.name().getBytes(StandardCharsets.UTF_8);
    for (int offset = 4; offset < ObjectNodeLayout.BYTES + name.length; offset++) {
      byte before = memory.get(Layouts.BYTE, node + offset);
      memory.set(Layouts.BYTE, node + offset, (byte) (before ^ 0x10));
      assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> map.find(damaged.name()));
      assertThatExceptionOfType(CorruptException.class).isThrownBy(map::objects);
      assertThat(map.forEachBlock((address, bytes) -> true)).isEqualTo(1);
      memory.set(Layouts.BYTE, node + offset, before);
    }
    assertThat(map.find(damaged.name())).isEqualTo(damaged);

    memory.set(Layouts.BYTE, node + 9, (byte) 1);
    Rebuild rebuild = allocator.rebuild();
    assertThat(map.repair(rebuild::markLive)).isEqualTo(1);
    rebuild.finish();
    assertThat(map.find(damaged.name())).isNull();
    assertThat(map.objects()).hasSizeBetween(1980, 1999);
    assertThat(map.repair((address, bytes) -> true)).isZero();
    assertThat(check().problems()).isEmpty();
    map.findOrCreate(damaged.name(), 40, ObjectInitializer.ZEROED);
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void cycleOfNodesEndsWalksAndIsCutOff() {
    NamedObject object = map.findOrCreate("object", 40, ObjectInitializer.ZEROED);
    long node = object.address() + 40;
    ObjectNodeLayout.nextRelease(heap.segment().memory(), node, node);
    String sameBucket = nameInTheBucketOf("object");
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> map.find(sameBucket));
    assertThatExceptionOfType(CorruptException.class).isThrownBy(map::objects);
    assertThat(map.forEachBlock((address, bytes) -> true)).isEqualTo(1);

    Rebuild rebuild = allocator.rebuild();
    assertThat(map.repair(rebuild::markLive)).isEqualTo(1);
    rebuild.finish();
    assertThat(map.objects()).containsExactly(object);
    assertThat(map.find(sameBucket)).isNull();
  }

  private String nameInTheBucketOf(String name) {
    for (int i = 0; ; i++) {
      if (bucketOf("name" + i) == bucketOf(name)) {
        return "name" + i;
      }
    }
  }

  private int bucketOf(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return (int) Names.hash(heap.segment().hashSeed(), bytes, 0, bytes.length)
        & (SystemMapLayout.BUCKETS - 1);
  }

  private AllocatorCheck.Result check() {
    return AllocatorCheck.check(heap.segment(), allocator, map::forEachBlock);
  }

  private void dirtyTheHeap() {
    long block = allocator.allocate(1000);
    heap.segment().memory().asSlice(block, 1000).fill((byte) -1);
    allocator.free(block, 1000);
  }

  private static void throwing() {
    throw new IllegalStateException("not to be called");
  }
}
