package io.shmstl.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.TestHeap;
import io.shmstl.testing.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many threads of several processes ask for the same names at the same time. */
class SystemMapRaceTest {
  private static final long CAPACITY = 4L << 20;

  /**
   * Claims 20 to 24: eight threads in each of two processes race for 1,000 names. Each name gets
   * one address, objects do not overlap, and the next allocation address grows by the sum of their
   * blocks.
   */
  @Test
  void eachNameGetsOneAddressWhoeverAsksFirst() {
    try (TestHeap heap = TestHeap.create(CAPACITY);
        ChildJvm one = RegistryChild.start(heap);
        ChildJvm two = RegistryChild.start(heap)) {
      long before = heap.allocator().nextAddressRacy();
      one.send("race 1");
      two.send("race 100");
      List<String> answerOfOne = List.of(one.answer().split(" ", -1));
      List<String> answerOfTwo = List.of(two.answer().split(" ", -1));

      assertThat(answerOfOne.subList(1, answerOfOne.size()))
          .hasSize(RegistryChild.RACE_NAMES)
          .isEqualTo(answerOfTwo.subList(1, answerOfTwo.size()));
      int madeByOne = Integer.parseInt(answerOfOne.getFirst());
      int madeByTwo = Integer.parseInt(answerOfTwo.getFirst());
      assertThat(madeByOne + madeByTwo).isEqualTo(RegistryChild.RACE_NAMES);
      assertObjects(heap, before, addresses(answerOfOne));
    }
  }

  private static void assertObjects(TestHeap heap, long before, Map<String, Long> addresses) {
    assertThat(heap.acquire()).isFalse();
    List<NamedObject> objects = heap.systemMap().objects();
    assertThat(objects.stream().collect(Collectors.toMap(NamedObject::name, NamedObject::address)))
        .isEqualTo(addresses);
    assertThat(objects).allMatch(object -> RegistryChild.isMarked(heap, object));
    long sum = objects.stream().mapToLong(SystemMapRaceTest::blockBytes).sum();
    assertThat(heap.allocator().nextAddress()).isEqualTo(before + sum);
    AllocatorCheck.Result check =
        AllocatorCheck.check(heap.segment(), heap.allocator(), heap.systemMap()::forEachBlock);
    assertThat(check.problems()).isEmpty();
    assertThat(check.liveBlocks()).isEqualTo(RegistryChild.RACE_NAMES);
  }

  private static long blockBytes(NamedObject object) {
    byte[] name = object.name().getBytes(StandardCharsets.UTF_8);
    return Allocator.blockBytes(ObjectNode.blockBytes(object.bytes(), name));
  }

  private static Map<String, Long> addresses(List<String> answer) {
    Function<String, String[]> parts = part -> part.split("=", -1);
    return answer.stream()
        .skip(1)
        .map(parts)
        .peek(pair -> assertThat(Arrays.asList(pair)).hasSize(2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
  }
}
