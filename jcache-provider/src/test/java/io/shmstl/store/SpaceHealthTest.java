package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator is told about a damaged space, and what a repair makes of it. */
@Timeout(60)
class SpaceHealthTest {
  private static final long CAPACITY = 1 << 20;
  private static final int KEYS = 300;
  private static final String VALUE = "a value that stands in memory as it is, number ";

  private Path base = Path.of("");
  private Space space;
  private StoreKit victim;
  private StoreKit bystander;

  @BeforeEach
  void makeSpace() throws IOException {
    base = Files.createTempDirectory(Path.of("/dev/shm"), "shmstl-test-");
    space = Space.open(base.resolve("space"), StoreOptions.DEFAULT);
    victim = fill("victim");
    bystander = fill("bystander");
  }

  @AfterEach
  void deleteSpace() {
    space.close();
    TestSpace.delete(base);
  }

  @Test
  void aSoundSpaceIsCalledSound() {
    assertThat(space.check())
        .hasSize(3)
        .allMatch(SegmentHealth::isSound)
        .extracting(SegmentHealth::segment)
        .containsExactlyInAnyOrder("(system)", "victim", "bystander");
    assertThat(space.repair()).allMatch(health -> health.outcome().isEmpty());
  }

  @Test
  void damagedValuesAreNamedAndARepairDropsThemAndNothingElse() {
    int damaged = 0;
    try (Segment other = StoreKit.map(space, victim.store())) {
      MemorySegment memory = other.memory();
      byte[] bytes = memory.toArray(ValueLayout.JAVA_BYTE);
      byte[] wanted = StoreKit.bytes(VALUE);
      for (int at = (int) other.heapStart(); at < bytes.length - wanted.length; at++) {
        if (damaged < 3 && isAt(bytes, at, wanted)) {
          memory.set(ValueLayout.JAVA_BYTE, at + 5, (byte) '!');
          damaged++;
        }
      }
    }
    assertThat(health(space.check(), "victim").problems())
        .hasSize(3)
        .allMatch(problem -> problem.contains("key and value do not fit their check"));

    SegmentHealth repaired = health(space.repair(), "victim");

    assertThat(repaired.outcome()).isEqualTo("repaired, 3 entries dropped");
    assertThat(space.check()).allMatch(SegmentHealth::isSound);
    assertThat(count(victim)).isEqualTo(KEYS - 3);
    assertThat(count(bystander)).isEqualTo(KEYS);
    victim.put("key-1", StoreKit.bytes("new"));
    assertThat(victim.get("key-1")).isEqualTo(StoreKit.bytes("new"));
  }

  @Test
  void damagedFreeMapsAreBuiltAnew() {
    for (int i = 0; i < KEYS; i += 2) {
      victim.remove("key-" + i);
    }
    try (Segment other = StoreKit.map(space, victim.store())) {
      other.memory().asSlice(SegmentLayout.BITMAP, 4_096).fill((byte) 0);
      other.memory().asSlice(SegmentLayout.ALLOCATOR + 64, 512).fill((byte) 0x55);
    }
    assertThat(health(space.check(), "victim").isSound()).isFalse();

    assertThat(health(space.repair(), "victim").outcome()).isEqualTo("repaired, 0 entries dropped");

    assertThat(space.check()).allMatch(SegmentHealth::isSound);
    assertThat(count(victim)).isEqualTo(KEYS / 2);
  }

  @Test
  void aCacheWhoseIndexMakesNoSenseIsDestroyedAndItsNameIsFree() {
    try (Segment other = StoreKit.map(space, victim.store())) {
      other.memory().asSlice(other.heapStart(), 256 << 10).fill((byte) 0x55);
    }
    assertThat(health(space.check(), "victim").isSound()).isFalse();

    assertThat(health(space.repair(), "victim").outcome()).startsWith("destroyed: ");

    assertThat(space.check()).hasSize(2).allMatch(SegmentHealth::isSound);
    assertThat(count(bystander)).isEqualTo(KEYS);
    victim.store().close();
    try (CacheStore fresh = space.create(StoreKit.wanted("victim", CAPACITY))) {
      assertThat(fresh.wasCreated()).isTrue();
    }
  }

  @Test
  void aCutFileIsNamedAndARepairFreesTheName() throws IOException {
    Path file = file(victim);
    victim.store().close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(100_000);
    }
    assertThat(health(space.check(), "victim").problems())
        .singleElement()
        .asString()
        .contains(file.toString(), "lost, void, or another's");
    assertThat(file).as("a check destroys nothing").exists();

    assertThat(health(space.repair(), "victim").outcome()).startsWith("destroyed: ");

    assertThat(file).doesNotExist();
    assertThat(space.check()).hasSize(2).allMatch(SegmentHealth::isSound);
  }

  @Test
  void aCacheOfAnotherFormatIsNamedAndLeftAlone() throws IOException {
    Path file = file(victim);
    victim.store().close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {9}), 8);
    }
    byte[] before = Files.readAllBytes(file);

    SegmentHealth health = health(space.repair(), "victim");

    assertThat(health.problems()).singleElement().asString().contains("format version is 9.0");
    assertThat(health.outcome()).startsWith("not repaired: ");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aDamagedDescriptorIsForgottenAndTheOthersStay() {
    overwrite(space.directory().resolve("system.seg"), "victim", "vxctim");
    assertThat(health(space.check(), "(system)").problems())
        .containsExactly("1 caches have damaged descriptors");

    assertThat(health(space.repair(), "(system)").outcome()).isEqualTo("repaired");

    assertThat(space.check()).hasSize(2).allMatch(SegmentHealth::isSound);
    assertThat(count(bystander)).isEqualTo(KEYS);
  }

  private StoreKit fill(String name) {
    StoreKit kit = StoreKit.over(space, name, CAPACITY);
    for (int i = 0; i < KEYS; i++) {
      kit.put("key-" + i, StoreKit.bytes(VALUE + i));
    }
    return kit;
  }

  private static int count(StoreKit kit) {
    int count = 0;
    for (int i = 0; i < KEYS; i++) {
      count += kit.get("key-" + i) == null ? 0 : 1;
    }
    return count;
  }

  private Path file(StoreKit kit) {
    String name = kit.store().descriptor().segmentId() + ".seg";
    return space.directory().resolve("caches").resolve(name);
  }

  private static SegmentHealth health(List<SegmentHealth> all, String segment) {
    return all.stream().filter(one -> one.segment().equals(segment)).findFirst().orElseThrow();
  }

  private static boolean isAt(byte[] bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Changes the last place at which a text stands in a file. */
  private static void overwrite(Path file, String text, String by) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] bytes = new byte[2 << 20];
      channel.read(ByteBuffer.wrap(bytes), 0);
      byte[] wanted = StoreKit.bytes(text);
      for (int at = bytes.length - wanted.length; at >= 0; at--) {
        if (isAt(bytes, at, wanted)) {
          channel.write(ByteBuffer.wrap(StoreKit.bytes(by)), at);
          return;
        }
      }
      throw new AssertionError("no " + text + " in " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
