package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({"Linux, amd64", "Linux, aarch64"})
  void linuxOnTheTwoKnownProcessorsIsAccepted(String system, String processor) {
    assertThatCode(() -> Platform.require(system, processor)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Mac OS X, aarch64", "Linux, riscv64", "Linux, x86"})
  void anyOtherMachineIsRefusedByName(String system, String processor) {
    assertThatThrownBy(() -> Platform.require(system, processor))
        .isInstanceOf(UnsupportedPlatformException.class)
        .hasMessageContaining(system + " on " + processor)
        .hasMessageContaining("Linux on x86-64 or aarch64");
  }

  @Test
  void thisMachineIsAccepted() {
    assertThatCode(Platform::require).doesNotThrowAnyException();
  }
}
