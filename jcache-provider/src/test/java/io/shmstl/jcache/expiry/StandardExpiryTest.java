package io.shmstl.jcache.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardExpiryTest {
  private static final long NOW = 1_000_000;
  private static final long MINUTE = 60_000;
  private static final Moment MOMENT = new Moment(() -> NOW);

  static Stream<Arguments> policies() {
    Duration minute = Duration.ONE_MINUTE;
    long end = NOW + MINUTE;
    long eternal = EntryExpiry.ETERNAL;
    long unchanged = EntryExpiry.UNCHANGED;
    return Stream.of(
        Arguments.of(new EternalExpiryPolicy(), "eternal", eternal, unchanged, unchanged),
        Arguments.of(new CreatedExpiryPolicy(minute), "created(PT1M)", end, unchanged, unchanged),
        Arguments.of(new ModifiedExpiryPolicy(minute), "modified(PT1M)", end, end, unchanged),
        Arguments.of(new AccessedExpiryPolicy(minute), "accessed(PT1M)", end, unchanged, end),
        Arguments.of(new TouchedExpiryPolicy(minute), "touched(PT1M)", end, end, end),
        Arguments.of(
            new TouchedExpiryPolicy(Duration.ETERNAL),
            "touched(eternal)",
            eternal,
            eternal,
            eternal),
        Arguments.of(
            new CreatedExpiryPolicy(Duration.ZERO),
            "created(PT0S)",
            EntryExpiry.AT_ONCE,
            unchanged,
            unchanged),
        Arguments.of(
            new CreatedExpiryPolicy(new Duration(TimeUnit.DAYS, Long.MAX_VALUE)),
            "created(eternal)",
            eternal,
            unchanged,
            unchanged));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("policies")
  void textReadsBackAndDeadlinesAreThoseOfThePolicy(
      ExpiryPolicy policy, String text, long creation, long update, long access) {
    StandardExpiry expiry = StandardExpiry.of(policy).orElseThrow();
    EntryExpiry deadlines = EntryExpiry.of(policy);

    assertThat(expiry).hasToString(text);
    assertThat(StandardExpiry.parse(text)).isEqualTo(expiry);
    assertThat(StandardExpiry.of(expiry.factory().create())).contains(expiry);
    assertThat(deadlines.onCreation(MOMENT)).isEqualTo(creation);
    assertThat(deadlines.onUpdate(MOMENT)).isEqualTo(update);
    assertThat(deadlines.onAccess(MOMENT)).isEqualTo(access);
    assertThat(deadlines.isMovedByAccess()).isEqualTo(access != EntryExpiry.UNCHANGED);
    assertThat(deadlines.isEternal()).isEqualTo(creation == EntryExpiry.ETERNAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "forever",
        "created",
        "created()",
        "created(5 minutes)",
        "created(-PT5M)",
        "eternal(PT5M)",
        "Created(PT5M)"
      })
  void whatIsNoPolicyIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardExpiry.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void aMomentReadsTheClockOnceAndOnlyForEntriesThatEnd() {
    int[] reads = {0};
    Moment moment = new Moment(() -> NOW + reads[0]++);

    assertThat(moment.hasPassed(EntryExpiry.ETERNAL)).isFalse();
    assertThat(reads[0]).isZero();
    assertThat(moment.hasPassed(NOW)).isTrue();
    assertThat(moment.hasPassed(NOW + 1)).isFalse();
    assertThat(moment.ms()).isEqualTo(NOW);
    assertThat(reads[0]).isEqualTo(1);
  }
}
