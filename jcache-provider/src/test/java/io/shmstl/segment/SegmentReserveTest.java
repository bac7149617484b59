package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentReserveTest {
  private static final long CAPACITY = 5 << 20;

  @TempDir private Path directory;
  private Segment segment;

  @BeforeEach
  void createSegment() throws IOException {
    Path file = Directories.makePrivate(directory).resolve("a.seg");
    segment = Segment.create(file, SegmentOptions.cache(CAPACITY, new UUID(1, 2)), made -> {});
  }

  @AfterEach
  void closeSegment() {
    segment.close();
  }

  @Test
  void reservationReachesAtLeastWhatWasAsked() {
    assertThat(segment.reserve(segment.heapStart() + 1)).isTrue();
    assertThat(segment.reservedEnd()).isEqualTo(1 << 20);

    assertThat(segment.reserve((3 << 20) + 1)).isTrue();
    assertThat(segment.reservedEnd()).isEqualTo(4 << 20);
  }

  @Test
  void whatIsReservedAlreadyStaysAsItIs() {
    assertThat(segment.reserve(3 << 20)).isTrue();
    segment.memory().set(Layouts.LONG, segment.heapStart(), 7);

    assertThat(segment.reserve(2 << 20)).isTrue();
    assertThat(segment.reservedEnd()).isEqualTo(3 << 20);
    assertThat(segment.memory().get(Layouts.LONG, segment.heapStart())).isEqualTo(7);
  }

  @Test
  void growingKeepsTheHeapAndTheBitmap() {
    long bits = SegmentLayout.bitmapReservedEnd(CAPACITY, segment.reservedEnd()) - 8;
    segment.memory().set(Layouts.LONG, bits, 11);
    for (long end = 1 << 20; end <= CAPACITY; end += 1 << 20) {
      long last = segment.reservedEnd() - 8;
      segment.memory().set(Layouts.LONG, last, end);
      assertThat(segment.reserve(end)).isTrue();
      assertThat(segment.memory().get(Layouts.LONG, last)).isEqualTo(end);
    }
    assertThat(segment.memory().get(Layouts.LONG, bits)).isEqualTo(11);
  }

  @Test
  void everythingReservedIsBackedAndZero() throws IOException {
    assertThat(segment.reserve(CAPACITY)).isTrue();

    assertThat(Directories.backedBytes(segment.file())).isGreaterThanOrEqualTo(CAPACITY);
    for (long at = SegmentLayout.BITMAP; at < CAPACITY; at += 8) {
      assertThat(segment.memory().get(Layouts.LONG, at)).isZero();
    }
  }

  @Test
  void bitmapIsBackedAsFarAsTheHeapIs() throws IOException {
    long before = Directories.backedBytes(segment.file());
    assertThat(segment.reserve(2 << 20)).isTrue();

    long bitmap = SegmentLayout.bitmapReservedEnd(CAPACITY, 2 << 20) - SegmentLayout.BITMAP;
    long heap = (2 << 20) - segment.heapStart();
    assertThat(bitmap).isGreaterThan((2 << 20) / 64);
    assertThat(Directories.backedBytes(segment.file()))
        .isGreaterThan(before)
        .isGreaterThanOrEqualTo(SegmentLayout.BITMAP + bitmap + heap);
  }

  @Test
  void nothingIsReservedBeyondTheCapacity() {
    assertThat(segment.reserve(CAPACITY + 1)).isFalse();
    assertThat(segment.reserve(CAPACITY)).isTrue();
    assertThat(segment.reservedEnd()).isEqualTo(CAPACITY);
  }

  @Test
  void anotherHandleSeesWhatIsReserved() throws IOException {
    try (Segment other = Segment.open(segment.file(), null)) {
      assertThat(other.isReserved(2 << 20, 8)).isFalse();
      assertThat(segment.reserve(3 << 20)).isTrue();

      assertThat(other.isReserved(2 << 20, 8)).isTrue();
      assertThatCode(() -> other.requireReserved(2 << 20, 8)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8",
    "-8, 8",
    "8192, 8",
    "1048576, 8",
    "1048568, 9",
    "9223372036854775800, 8",
    "200000, 9223372036854775807",
    "200000, -1",
  })
  void addressOutsideTheReservedHeapIsDamage(long address, long length) {
    assertThat(segment.reserve(1 << 20)).isTrue();

    assertThat(segment.isReserved(address, length)).isFalse();
    assertThatThrownBy(() -> segment.requireReserved(address, length))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("damaged at address " + address)
        .satisfies(e -> assertThat(((CorruptException) e).address()).isEqualTo(address));
  }

  @Test
  void addressInsideTheReservedHeapIsAccepted() {
    assertThat(segment.reserve(1 << 20)).isTrue();

    assertThatCode(() -> segment.requireReserved(segment.heapStart(), 8))
        .doesNotThrowAnyException();
    assertThatCode(() -> segment.requireReserved((1 << 20) - 8, 8)).doesNotThrowAnyException();
  }

  @Test
  void damagedReservedEndIsFoundBeforeMemoryIsTouched() {
    segment.memory().set(Layouts.LONG, SuperblockLayout.RESERVED_END, Long.MIN_VALUE);

    assertThatThrownBy(() -> segment.requireReserved(1 << 20, 8))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("reserved end");
  }
}
