package io.shmstl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what the names say; nothing is timed here. */
class CacheBenchmarkTest {
  private final CacheBenchmark benchmark = new CacheBenchmark();
  private final LoadedCache loaded = new LoadedCache();

  @AfterEach
  void destroy() {
    loaded.destroy();
  }

  @ParameterizedTest
  @EnumSource
  void everyProviderFindsWhatIsThereAndNothingElse(Provider provider) {
    fill(provider);

    assertThat(benchmark.getHit(loaded)).hasSize(Payload.VALUE_LENGTH);
    assertThat(benchmark.getMiss(loaded)).isNull();
    assertThat(benchmark.getAllOf50(loaded).values())
        .hasSizeGreaterThan(1)
        .allSatisfy(value -> assertThat(value).hasSize(Payload.VALUE_LENGTH));
  }

  @ParameterizedTest
  @EnumSource
  void putReplacesAndAddsNothing(Provider provider) {
    fill(provider);
    for (int i = 0; i < loaded.entries; i++) {
      benchmark.put(loaded);
    }

    assertThat(loaded.cache()).hasSize(loaded.entries);
  }

  private void fill(Provider provider) {
    loaded.provider = provider;
    loaded.entries = 1000;
    loaded.fill();
  }
}
