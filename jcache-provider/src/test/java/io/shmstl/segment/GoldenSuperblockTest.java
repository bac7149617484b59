package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The superblock of format 1.0, byte for byte. If this test fails, the format has changed: give it
 * a new version, a new golden file and an entry in CHANGELOG.md.
 */
class GoldenSuperblockTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "superblock-1.0.hex");

  private static final Superblock SUPERBLOCK =
      new Superblock(
          UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
          UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
          UUID.fromString("fedcba98-7654-3210-fedc-ba9876543210"),
          0x1122_3344_5566_7788L,
          10L << 20,
          SegmentLayout.heapStart(10L << 20),
          0xbeef,
          SegmentKind.CACHE,
          1_700_000_000_000L);

  @Test
  void bytesAreThoseOfTheGoldenFile() throws IOException {
    assertThat(HexFormat.of().formatHex(SUPERBLOCK.encode())).isEqualTo(hex());
  }

  @Test
  void goldenFileIsReadAsASegmentOfThisFormat() throws IOException {
    byte[] head = Arrays.copyOf(HexFormat.of().parseHex(hex()), (int) SuperblockLayout.BYTES);

    assertThatThrownBy(() -> Superblock.check(GOLDEN, head, 10L << 20, SegmentKind.CACHE))
        .as("right but for the boot")
        .isInstanceOf(VoidSegmentException.class)
        .hasMessageContaining("boot id is fedcba98-7654-3210-fedc-ba9876543210");
  }

  private static String hex() throws IOException {
    return Files.readString(GOLDEN).replaceAll("\\s", "");
  }
}
