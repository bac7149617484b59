package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCreateTest {
  private static final long CAPACITY = 2 << 20;
  private static final UUID GENERATION = UUID.fromString("00000000-0000-0001-0000-000000000002");
  private static final SegmentOptions OPTIONS = SegmentOptions.cache(CAPACITY, GENERATION);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void makeDirectoryPrivate() throws IOException {
    file = Directories.makePrivate(directory).resolve("a.seg");
  }

  @Test
  void createdSegmentIsWhatItsOptionsSay() throws IOException {
    try (Segment segment = Segment.create(file, OPTIONS, made -> {})) {
      assertThat(segment.file()).isEqualTo(file);
      assertThat(segment.kind()).isEqualTo(SegmentKind.CACHE);
      assertThat(segment.capacityBytes()).isEqualTo(CAPACITY);
      assertThat(segment.generation()).isEqualTo(GENERATION);
      assertThat(segment.heapStart()).isEqualTo(SegmentLayout.heapStart(CAPACITY));
      assertThat(segment.reservedEnd()).isEqualTo(segment.heapStart());
      assertThat(segment.state()).isEqualTo(SegmentState.READY);
      assertThat(segment.tag()).isBetween(1, 0xffff);
      assertThat(segment.memory().byteSize()).isEqualTo(CAPACITY);
      assertThat(Files.size(file)).isEqualTo(CAPACITY);
    }
  }

  @Test
  void systemSegmentIsItsOwnGenerationAndHasAFixedArea() throws IOException {
    SegmentOptions options =
        new SegmentOptions(SegmentKind.SYSTEM, CAPACITY, GENERATION, false, 131_072);

    try (Segment segment = Segment.create(file, options, made -> {})) {
      assertThat(segment.generation()).isEqualTo(segment.id());
      assertThat(segment.heapStart()).isEqualTo(SegmentLayout.heapStart(CAPACITY) + 131_072);
      assertThat(segment.reservedEnd()).isEqualTo(segment.heapStart());
    }
  }

  @Test
  void fileIsSparseAndOnlyItsOwnersToUse() throws IOException {
    try (Segment segment = Segment.create(file, OPTIONS, made -> {})) {
      assertThat(Directories.mode(file)).isEqualTo("rw-------");
      assertThat(Files.getAttribute(file, "unix:nlink")).as("names").isEqualTo(1);
      assertThat(Directories.backedBytes(file)).isBetween(1L, segment.heapStart());
    }
  }

  @Test
  void largestSegmentTakesNoMoreThanASmallOne() throws IOException {
    SegmentOptions largest = SegmentOptions.cache(SegmentOptions.MAX_CAPACITY, GENERATION);

    try (Segment segment = Segment.create(file, largest, made -> {})) {
      assertThat(Files.size(file)).isEqualTo(1L << 35);
      assertThat(segment.heapStart()).isEqualTo(SegmentLayout.BITMAP + (1L << 29));
      assertThat(segment.reserve(segment.heapStart() + 1)).isTrue();
      segment.memory().set(Layouts.LONG, segment.reservedEnd() - 8, 3);
      assertThat(Directories.backedBytes(file)).isLessThan(16L << 20);
    }
  }

  @Test
  void segmentsDifferInIdAndSeed() throws IOException {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      try (Segment segment = Segment.create(directory.resolve(i + ".seg"), OPTIONS, made -> {})) {
        seen.add(segment.id());
        seen.add(segment.hashSeed());
      }
    }
    assertThat(seen).hasSize(20);
  }

  @Test
  void fileHasItsNameOnlyWhenItsInitializerIsDone() throws IOException {
    try (Segment segment =
        Segment.create(
            file,
            OPTIONS,
            made -> {
              assertThat(file).doesNotExist();
              made.memory().set(Layouts.LONG, SegmentLayout.ALLOCATOR, 77);
            })) {
      assertThat(segment.memory().get(Layouts.LONG, SegmentLayout.ALLOCATOR)).isEqualTo(77);
      assertThat(Directories.names(directory)).containsExactly("a.seg");
    }
  }

  @Test
  void failingInitializerLeavesNothingBehind() throws IOException {
    assertThatThrownBy(() ->
            Segment.create(
                file,
                OPTIONS,
                made -> {
                  throw new UnsupportedOperationException("no");
                }))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(Directories.names(directory)).isEmpty();
  }

  @Test
  void takenNameIsLeftAsItIs() throws IOException {
    Files.writeString(file, "mine");

    assertThatThrownBy(() -> Segment.create(file, OPTIONS, made -> {}))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
    assertThat(Directories.names(directory)).containsExactly("a.seg");
  }

  @Test
  void nameTakenDuringCreationIsLeftAsItIs() throws IOException {
    assertThatThrownBy(() -> Segment.create(file, OPTIONS, made -> write(file, "faster")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("faster");
    assertThat(Directories.names(directory)).containsExactly("a.seg");
  }

  @Test
  void danglingLinkCountsAsATakenName() throws IOException {
    Files.createSymbolicLink(file, directory.resolve("elsewhere"));

    assertThatThrownBy(() -> Segment.create(file, OPTIONS, made -> {}))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.exists(directory.resolve("elsewhere"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void directoryThatOthersMayWriteIsRefused() throws IOException {
    Directories.setMode(directory, "rwxrwx---");

    assertThatThrownBy(() -> Segment.create(file, OPTIONS, made -> {}))
        .isInstanceOf(SpaceAccessException.class)
        .hasMessageContaining("mode is 770, expected not writable by group or others");
    assertThat(Directories.names(directory)).isEmpty();
  }

  @Test
  void directoryThatMayNotBeWrittenIsRefused() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "nothing is forbidden to root");
    Directories.setMode(directory, "r-x------");
    try {
      assertThatThrownBy(() -> Segment.create(file, OPTIONS, made -> {}))
          .isInstanceOf(SpaceAccessException.class)
          .hasMessageContaining("not writable");
    } finally {
      Directories.setMode(directory, "rwx------");
    }
    assertThat(Directories.names(directory)).isEmpty();
  }

  @Test
  void missingDirectoryIsRefused() {
    Path nowhere = directory.resolve("nowhere").resolve("a.seg");

    assertThatThrownBy(() -> Segment.create(nowhere, OPTIONS, made -> {}))
        .isInstanceOf(SpaceAccessException.class)
        .hasMessageContaining(directory.resolve("nowhere").toString());
  }

  @Test
  void groupMayShareAFileThatIsMadeForIt() throws IOException {
    Path shared = directory.resolve("shared");
    FileAccess.createDirectory(shared, true);
    Path sharedFile = shared.resolve("a.seg");
    SegmentOptions options = new SegmentOptions(SegmentKind.CACHE, CAPACITY, GENERATION, true, 0);

    Segment.create(sharedFile, options, made -> {}).close();

    assertThat(Directories.mode(shared)).isEqualTo("rwxrwx---");
    assertThat(Directories.mode(sharedFile)).isEqualTo("rw-rw----");
    Segment.open(sharedFile, null, true).close();
    assertThatThrownBy(() -> Segment.open(sharedFile, null))
        .isInstanceOf(SpaceAccessException.class)
        .hasMessageContaining("mode is 660");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
