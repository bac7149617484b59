package io.shmstl.sql.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.RowBlock.TextTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LikePatternTest {
  private static final String LETTERS = "ab\u00e4";

  @Test
  void aTextInBytesMatchesAsTheTextDoes() {
    SplittableRandom random = new SplittableRandom(17);
    StatementContext context =
        new StatementContext(
            new ReadView() {}, List.of(), new StatementLimits(0, 1 << 20, ZoneOffset.UTC));
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, 4, LETTERS + "%%%_\u4e2d");
      String text = text(random, 8, LETTERS);
      byte[] bytes = ("%" + text + "a").getBytes(StandardCharsets.ISO_8859_1);
      TextTest test = LikePattern.of(pattern, '\\', i % 3 == 0).test(context);
      assertThat(test.acceptsLatin1(bytes, 1, text.length()))
          .as("'%s' like '%s'", text, pattern)
          .isEqualTo(test.accepts(text));
    }
  }

  private static String text(SplittableRandom random, int most, String letters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
