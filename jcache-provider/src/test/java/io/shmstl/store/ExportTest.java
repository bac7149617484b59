package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FormatException;
import io.shmstl.segment.ShmException;
import io.shmstl.snapshot.ExportCursor;
import io.shmstl.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of snapshots in files of their own. */
class ExportTest {
  private static final long MIB = 1 << 20;

  private static final String GOLDEN = "/golden/export-1.0.hex";

  @TempDir Path directory;

  @Test
  void exportHasWhatTheSnapshotSaw() throws IOException {
    Path file = directory.resolve("numbers.export");
    Map<String, String> expected = new HashMap<>();
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "numbers", 16 * MIB)) {
      Random random = new Random(5);
      for (int i = 0; i < 3_000; i++) {
        String value = "v".repeat(random.nextInt(200)) + i;
        kit.put("k" + i, StoreKit.bytes(value));
        expected.put("k" + i, value);
      }
      kit.put("large", new byte[200_000]);
      kit.put("expired", new byte[1], 1);
      expected.put("large", new String(new byte[200_000], StandardCharsets.UTF_8));
      try (Snapshot snapshot = kit.store().snapshot()) {
        kit.put("k0", StoreKit.bytes("later"));
        kit.put("new", StoreKit.bytes("later"));
        assertThat(snapshot.exportTo(file)).isEqualTo(expected.size());
      }
    }
    try (ExportedCache export = ExportedCache.open(file)) {
      assertThat(export.descriptor().name()).isEqualTo("numbers");
      assertThat(export.size()).isEqualTo(expected.size());
      assertThat(contents(export)).isEqualTo(expected);
      assertThat(contents(export)).as("again").isEqualTo(expected);
    }
    assertThat(file).satisfies(f -> assertThat(mode(f)).isEqualTo("rw-------"));
    assertThat(files()).containsExactlyInAnyOrder("numbers.export", "space");
  }

  @Test
  void exportToAPlaceThatIsNotThereNamesWhatIsMissing() throws IOException {
    Path missing = directory.resolve("missing");
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "numbers", MIB);
        Snapshot snapshot = kit.store().snapshot()) {
      assertThatThrownBy(() -> snapshot.exportTo(missing.resolve("numbers.export")))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(missing.resolve("numbers.export") + ": there is no directory " + missing);
    }
  }

  @Test
  void emptyCacheIsExportedToo() throws IOException {
    Path file = export("empty", 0);
    try (ExportedCache export = ExportedCache.open(file)) {
      assertThat(export.size()).isZero();
      assertThat(contents(export)).isEmpty();
    }
  }

  @Test
  void nameThatIsTakenIsRefusedAndUntouched() throws IOException {
    Path file = Files.writeString(directory.resolve("taken"), "mine");
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "numbers", MIB);
        Snapshot snapshot = kit.store().snapshot()) {
      assertThatThrownBy(() -> snapshot.exportTo(file))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(file).hasContent("mine");
    assertThat(files()).containsExactlyInAnyOrder("taken", "space");
  }

  @Test
  void failedExportLeavesNothing() throws IOException {
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "numbers", MIB)) {
      kit.put("k", new byte[1000]);
      try (Snapshot snapshot = kit.store().snapshot()) {
        for (int i = 0; i < 3_000; i++) {
          kit.put("k", new byte[1000]);
        }
        assertThatThrownBy(() -> snapshot.exportTo(directory.resolve("late")))
            .isInstanceOf(SnapshotTooOldException.class);
      }
    }
    assertThat(files()).containsExactly("space");
  }

  @Test
  void whatIsNoExportIsRefused() throws IOException {
    assertThatThrownBy(() -> ExportedCache.open(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    Path text = Files.writeString(directory.resolve("text"), "x".repeat(1000));
    assertThatThrownBy(() -> ExportedCache.open(text))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("magic");
    Path little = Files.writeString(directory.resolve("little"), "x");
    assertThatThrownBy(() -> ExportedCache.open(little)).isInstanceOf(FormatException.class);
  }

  @Test
  void laterFormatIsRefused() throws IOException {
    Path file = export("numbers", 3);
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 2;
    Path later = Files.write(directory.resolve("later"), bytes);
    assertThatThrownBy(() -> ExportedCache.open(later))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll("format version", "2.0", "1.0");
  }

  @Test
  void damageIsFoundWhereverItIs() throws IOException {
    byte[] whole = Files.readAllBytes(export("numbers", 8));
    for (int at = 0; at < whole.length; at++) {
      if (at >= 56 && at < 60) {
        continue; // padding
      }
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x40;
      Path file = Files.write(directory.resolve("damaged"), damaged);
      assertThatThrownBy(() -> readAll(file)).as("byte %d", at).isInstanceOf(ShmException.class);
    }
  }

  @Test
  void exportThatWasCutOffIsDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(export("numbers", 8));
    for (int length = 64; length < whole.length; length += 37) {
      Path file = directory.resolve("cut");
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> readAll(file)).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void cacheIsMadeOfAnExport() throws IOException {
    Path file = directory.resolve("numbers.export");
    long deadlineMs = System.currentTimeMillis() + 3_600_000;
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "numbers", 4 * MIB)) {
      assertThat(kit.store().schemas().numberOf(new byte[] {1})).isEqualTo(1);
      assertThat(kit.store().schemas().numberOf(new byte[] {2})).isEqualTo(2);
      kit.put("a", StoreKit.bytes("1"));
      kit.put("b", StoreKit.bytes("2"), deadlineMs);
      try (Snapshot snapshot = kit.store().snapshot()) {
        snapshot.exportTo(file);
      }
    }
    Path other = directory.resolve("other");
    try (Space space = Space.open(other, StoreOptions.DEFAULT);
        ExportedCache export = ExportedCache.open(file)) {
      space.importCache("copy", export).close();
      assertThatThrownBy(() -> space.importCache("copy", export))
          .isInstanceOf(CacheExistsException.class);
    }
    try (StoreKit kit = StoreKit.open(other, "copy", 4 * MIB)) {
      assertThat(kit.store().wasCreated()).isFalse();
      assertThat(kit.get("a")).isEqualTo(StoreKit.bytes("1"));
      assertThat(kit.read("b")).isTrue();
      assertThat(kit.copy().deadlineMs()).isEqualTo(deadlineMs);
      assertThat(kit.store().schemas().numberOf(new byte[] {2})).isEqualTo(2);
      assertThat(kit.store().check()).isEmpty();
    }
  }

  @Test
  void importOfADamagedExportLeavesNoCache() throws IOException {
    Path file = export("numbers", 5_000);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Path damaged = Files.write(directory.resolve("damaged"), bytes);
    try (Space space = Space.open(directory.resolve("other"), StoreOptions.DEFAULT);
        ExportedCache export = ExportedCache.open(damaged)) {
      assertThatThrownBy(() -> space.importCache("copy", export))
          .isInstanceOf(CorruptException.class);
      assertThat(space.caches()).isEmpty();
    }
  }

  /** An export that version 1.0 has written: two entries and a schema. */
  @Test
  void exportOfBeforeIsRead() throws IOException {
    Path file = directory.resolve("golden");
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(GOLDEN))) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "");
      Files.write(file, HexFormat.of().parseHex(hex));
    }
    try (ExportedCache export = ExportedCache.open(file)) {
      assertThat(export.descriptor().name()).isEqualTo("golden");
      assertThat(export.schemas().schema(1)).containsExactly(1, 2, 3);
      assertThat(contents(export)).isEqualTo(Map.of("a", "1", "b", "2"));
    }
  }

  private Path export(String name, int entries) throws IOException {
    Path file = directory.resolve(name + ".export");
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), name, 4 * MIB)) {
      for (int i = 0; i < entries; i++) {
        kit.put("k" + i, StoreKit.bytes("v" + i));
      }
      try (Snapshot snapshot = kit.store().snapshot()) {
        assertThat(snapshot.exportTo(file)).isEqualTo(entries);
      }
    }
    return file;
  }

  private static void readAll(Path file) throws IOException {
    try (ExportedCache export = ExportedCache.open(file)) {
      assertThat(contents(export)).isNotEmpty();
    }
  }

  private static Map<String, String> contents(ExportedCache export) {
    Map<String, String> contents = new HashMap<>();
    EntryCopy entry = new EntryCopy();
    ExportCursor cursor = export.entries();
    while (cursor.next(entry)) {
      contents.put(
          new String(entry.key(), StandardCharsets.UTF_8),
          new String(entry.value(), StandardCharsets.UTF_8));
    }
    return contents;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
