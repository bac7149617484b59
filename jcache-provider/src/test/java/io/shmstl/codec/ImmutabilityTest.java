package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only what nobody can change is shared. */
class ImmutabilityTest {
  record Scalars(int a, String b, Instant c, DayOfWeek d, BigDecimal e, ZoneId f) {}

  record Nested(Scalars scalars, @Nullable Nested next) {}

  record Ping(int number, @Nullable Pong pong) {}

  record Pong(String text, @Nullable Ping ping) {}

  record WithList(List<String> list) {}

  @SuppressWarnings("ArrayRecordComponent") // what users may do
  record WithArray(byte[] bytes) {}

  record WithAny(Object any) {}

  record Around(WithList inner) {}

  private static final Scalars SCALARS =
      new Scalars(1, "", Instant.EPOCH, DayOfWeek.MONDAY, BigDecimal.ONE, ZoneId.of("UTC"));

  @Test
  void scalarsAndRecordsOfThemAreImmutable() {
    assertThat(
            List.of(
                "text",
                1,
                2L,
                true,
                'c',
                1.5,
                new UUID(1, 2),
                ZonedDateTime.now(ZoneId.of("UTC")),
                DayOfWeek.MONDAY,
                SCALARS,
                new Nested(SCALARS, null),
                new Ping(1, new Pong("", null)),
                new Pong("", null)))
        .allMatch(Immutability::isImmutable);
    assertThat(Immutability.isImmutableType(int.class)).isTrue();
    assertThat(Immutability.isImmutableType(Nested.class)).isTrue();
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // one of the types that are built in
  void allOthersAreNot() {
    assertThat(
            List.of(
                List.of("a"),
                new byte[1],
                new Date(0),
                Optional.of("a"),
                new WithList(List.of()),
                new WithArray(new byte[0]),
                new WithAny("text"),
                new Around(new WithList(List.of()))))
        .noneMatch(Immutability::isImmutable);
    assertThat(Immutability.isImmutableType(Object.class)).isFalse();
    assertThat(Immutability.isImmutableType(Number.class)).isFalse();
  }
}
