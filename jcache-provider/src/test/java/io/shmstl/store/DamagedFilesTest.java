package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.FormatException;
import io.shmstl.segment.SegmentImage;
import io.shmstl.segment.ShmException;
import io.shmstl.sync.DeadSpace;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of a space that were exchanged, cut, replaced or came from elsewhere while nobody used
 * them: a cache answers with its own values, is empty, or there is a clear error. Never with the
 * values of another.
 */
@Timeout(60)
class DamagedFilesTest {
  private static final long CAPACITY = 1 << 20;
  private static final int FORMAT_MAJOR = 8;
  private static final int FORMAT_MINOR = 10;
  private static final int BOOT_ID = 48;
  private static final int CHECKSUM = 104;

  private Path base = Path.of("");
  private Path directory = Path.of("");
  private Path first = Path.of("");
  private Path second = Path.of("");

  @BeforeEach
  void makeSpace() throws IOException {
    base = Files.createTempDirectory(Path.of("/dev/shm"), "shmstl-test-");
    directory = base.resolve("space");
    first = fill("first");
    second = fill("second");
  }

  @AfterEach
  void deleteSpace() {
    TestSpace.delete(base);
  }

  @Test
  void exchangedFilesOfTwoCachesAreNotTakenForEachOther() throws IOException {
    Path third = directory.resolve("third");
    Files.move(first, third);
    Files.move(second, first);
    Files.move(third, second);
    assertThat(valueIn("first")).isNull();
    assertThat(valueIn("second")).isNull();
  }

  @Test
  void aCopyOfAnotherCachesFileIsNotTakenForIt() throws IOException {
    Files.delete(first);
    SegmentImage.copy(second, first);
    assertThat(valueIn("first")).isNull();
    assertThat(valueIn("second")).isEqualTo("value of second");
  }

  @Test
  void aFileOfAnotherSpaceIsNotTakenForOurs() throws IOException {
    Path copy = base.resolve("copy");
    DeadSpace.copy(directory, copy);
    TestSpace.delete(directory);
    fill("first");
    Path ours = file("first");
    Files.move(
        copy.resolve("caches").resolve(first.getFileName()),
        ours,
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(valueIn("first")).isNull();
  }

  @Test
  void aSystemSegmentOfAnotherSpaceMakesNoCacheOfFilesItDoesNotKnow() throws IOException {
    Path other = base.resolve("other");
    StoreKit.open(other, "third", CAPACITY).close();
    Files.move(
        other.resolve("system.seg"),
        directory.resolve("system.seg"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(valueIn("first")).isNull();
    assertThat(valueIn("third")).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 1024, 4096, 100_000, CAPACITY - 4096, CAPACITY + 4096})
  void aCacheWhoseFileWasCutOrGrewIsEmptyOrRefused(long length) throws IOException {
    setLength(first, length);
    requireOwnValueOrNone("first");
    assertThat(valueIn("second")).isEqualTo("value of second");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 1024, 4096, 1 << 20, (64 << 20) - 4096, (64 << 20) + 4096})
  void aSpaceWhoseSystemSegmentWasCutOrGrewIsEmptyOrRefused(long length) throws IOException {
    setLength(directory.resolve("system.seg"), length);
    requireOwnValueOrNone("first");
    requireOwnValueOrNone("second");
  }

  @Test
  void aLostFileIsAnEmptyCache() throws IOException {
    Files.delete(first);
    assertThat(valueIn("first")).isNull();
    assertThat(valueIn("second")).isEqualTo("value of second");
  }

  @Test
  void somethingElseInAFilesPlaceIsRefusedAndLeftAlone() throws IOException {
    Files.delete(first);
    Files.createDirectory(first);
    assertThatThrownBy(() -> valueIn("first"))
        .isInstanceOf(ShmException.class)
        .hasMessageContaining("a directory");
    assertThat(first).isDirectory();
    assertThat(valueIn("second")).isEqualTo("value of second");
  }

  @Test
  void whatAnotherBootLeftIsEmpty() throws IOException {
    change(first, BOOT_ID, (byte) 1);
    assertThat(valueIn("first")).isNull();
    assertThat(valueIn("second")).isEqualTo("value of second");
    change(directory.resolve("system.seg"), BOOT_ID, (byte) 1);
    assertThat(valueIn("second")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {FORMAT_MAJOR, FORMAT_MINOR})
  void anotherFormatIsRefusedByNameAndNotTouched(int field) throws IOException {
    Path system = directory.resolve("system.seg");
    for (Path file : new Path[] {first, system}) {
      change(file, field, (byte) 9);
      byte[] before = Files.readAllBytes(file);
      assertThatThrownBy(() -> valueIn("first"))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("format version")
          .hasMessageContaining("expected 1.0");
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      change(file, field, (byte) (field == FORMAT_MAJOR ? 1 : 0));
    }
    assertThat(valueIn("first")).isEqualTo("value of first");
  }

  private Path fill(String name) {
    try (StoreKit kit = StoreKit.open(directory, name, CAPACITY)) {
      kit.put("key", StoreKit.bytes("value of " + name));
    }
    return file(name);
  }

  private Path file(String name) {
    try (Space space = Space.open(directory, StoreOptions.DEFAULT)) {
      for (CacheDescriptor cache : space.caches()) {
        if (cache.name().equals(name)) {
          return directory.resolve("caches").resolve(cache.segmentId() + ".seg");
        }
      }
    }
    throw new AssertionError("no cache " + name);
  }

  private void requireOwnValueOrNone(String name) {
    @Nullable String found;
    try {
      found = valueIn(name);
    } catch (ShmException e) {
      assertThat(e).hasMessageContaining(directory.toString());
      return;
    }
    assertThat(found).isIn(null, "value of " + name);
    try (StoreKit kit = StoreKit.open(directory, name, CAPACITY)) {
      kit.put("another", StoreKit.bytes("new"));
      assertThat(kit.store().check()).isEmpty();
    }
  }

  private @Nullable String valueIn(String name) {
    try (StoreKit kit = StoreKit.open(directory, name, CAPACITY)) {
      byte[] value = kit.get("key");
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
  }

  private static void setLength(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (length < channel.size()) {
        channel.truncate(length);
      } else {
        channel.write(ByteBuffer.allocate(1), length - 1);
      }
    }
  }

  /** Changes a fixed field of a superblock, and the checksum with it. */
  private static void change(Path file, int offset, byte value) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer head = ByteBuffer.allocate(CHECKSUM + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(head, 0);
      head.put(offset, value);
      CRC32C crc = new CRC32C();
      crc.update(head.array(), FORMAT_MAJOR, CHECKSUM - FORMAT_MAJOR);
      head.putLong(CHECKSUM, crc.getValue());
      channel.write(head.rewind(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
