package io.shmstl.jcache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "10m, 10485760",
    "64k, 65536",
    "2g, 2147483648",
    "1048576, 1048576",
    "' 5 M ', 5242880",
    "3mb, 3145728"
  })
  void lettersStandForPowersOf1024(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-1", "10x", "1.5m", "0x10", "99999999999g"})
  void whatIsNoSizeIsRefusedWithWhatWasFound(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void formatIsTheShortestTextThatReadsBack() {
    assertThat(ByteSize.format(256L << 20)).isEqualTo("256m");
    assertThat(ByteSize.format(3L << 30)).isEqualTo("3g");
    assertThat(ByteSize.format(1536)).isEqualTo("1536");
    assertThat(ByteSize.format(0)).isEqualTo("0");
  }
}
