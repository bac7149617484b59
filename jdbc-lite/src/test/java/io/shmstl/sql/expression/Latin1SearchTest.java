package io.shmstl.sql.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Latin1SearchTest {
  @Test
  void findsWhatStringsContain() {
    SplittableRandom random = new SplittableRandom(42);
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = text(random, random.nextInt(40));
      String part = text(random, random.nextInt(6));
      String before = text(random, random.nextInt(4));
      String after = text(random, random.nextInt(4)); // less than a word to the array's end
      byte[] bytes = bytes(before + text + after);
      boolean expected = text.contains(part);
      assertThat(Latin1Search.contains(bytes, before.length(), text.length(), bytes(part)))
          .as("<%s> in <%s> behind <%s> before <%s>", part, text, before, after)
          .isEqualTo(expected);
      found += expected ? 1 : 0;
    }
    assertThat(found).isBetween(50_000, 150_000);
  }

  @Test
  void findsAPartAtEveryPlaceOfATextAndNowhereBehindIt() {
    for (int length = 2; length < 40; length++) {
      for (int at = 0; at <= length - 2; at++) {
        byte[] bytes = bytes(".".repeat(at) + "42" + ".".repeat(40 - at));
        assertThat(Latin1Search.contains(bytes, 0, length, bytes("42"))).isTrue();
        assertThat(Latin1Search.contains(bytes, 0, at + 1, bytes("42"))).isFalse();
        assertThat(Latin1Search.contains(bytes, at + 1, length - at - 1, bytes("42"))).isFalse();
      }
    }
  }

  /** Of few letters, one of them with a sign as a byte and one that differs from it by one bit. */
  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("ab\u00e4\u00e5\0\1\u0080".charAt(random.nextInt(random.nextBoolean() ? 2 : 7)));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
