package io.shmstl.jcache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "5s, PT5S",
    "10m, PT10M",
    "2h, PT2H",
    "1d, PT24H",
    "PT5M, PT5M",
    "P1D, PT24H"
  })
  void shortAndIsoFormsAreRead(String text, Duration expected) {
    assertThat(TimeSpan.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 weeks", "-PT5M", "PT", "99999999999d", "PT2562047788015216H"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.parse(text))
        .withMessageContaining("found '" + text + "'");
  }

  @Test
  void whatIsMoreThanAHundredYearsIsRefused() {
    assertThat(TimeSpan.parse("36525d")).isEqualTo(TimeSpan.MOST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.parse("36526d"))
        .withMessage("found '36526d', expected at most 36525d");
  }
}
