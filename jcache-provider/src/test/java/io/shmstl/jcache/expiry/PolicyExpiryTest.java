package io.shmstl.jcache.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyExpiryTest {
  private static final Moment MOMENT = new Moment(() -> 1_000);

  @Test
  void aPolicyThatThrowsMakesNewEntriesEternalAndLeavesOthers() {
    EntryExpiry expiry =
        expiry(() -> {
          throw new IllegalStateException("thrown by a test");
        });

    assertThat(expiry.onCreation(MOMENT)).isEqualTo(EntryExpiry.ETERNAL);
    assertThat(expiry.onUpdate(MOMENT)).isEqualTo(EntryExpiry.UNCHANGED);
    assertThat(expiry.onAccess(MOMENT)).isEqualTo(EntryExpiry.UNCHANGED);
  }

  @Test
  void nullMeansUnchangedAndForNewEntriesEternal() {
    EntryExpiry expiry = expiry(() -> null);

    assertThat(expiry.onCreation(MOMENT)).isEqualTo(EntryExpiry.ETERNAL);
    assertThat(expiry.onUpdate(MOMENT)).isEqualTo(EntryExpiry.UNCHANGED);
    assertThat(expiry.onAccess(MOMENT)).isEqualTo(EntryExpiry.UNCHANGED);
  }

  @Test
  void durationsBecomeDeadlines() {
    EntryExpiry expiry = expiry(() -> Duration.ONE_MINUTE);

    assertThat(expiry.onCreation(MOMENT)).isEqualTo(61_000);
    assertThat(expiry.onUpdate(MOMENT)).isEqualTo(61_000);
    assertThat(expiry.onAccess(MOMENT)).isEqualTo(61_000);
    assertThat(expiry(() -> Duration.ZERO).onUpdate(MOMENT)).isEqualTo(EntryExpiry.AT_ONCE);
    assertThat(expiry.isMovedByAccess()).isTrue();
    assertThat(expiry.isEternal()).isFalse();
  }

  private static EntryExpiry expiry(Supplier<@Nullable Duration> duration) {
    return EntryExpiry.of(
        new ExpiryPolicy() {
          @Override
          public @Nullable Duration getExpiryForCreation() {
            return duration.get();
          }

          @Override
          public @Nullable Duration getExpiryForAccess() {
            return duration.get();
          }

          @Override
          public @Nullable Duration getExpiryForUpdate() {
            return duration.get();
          }
        });
  }
}
