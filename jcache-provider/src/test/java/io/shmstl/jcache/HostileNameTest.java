package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of caches are data: whatever they are, they reach no file name, and no line of a log. */
class HostileNameTest {
  private static final String SEGMENT_FILE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.seg";
  private static final int MOST_BYTES = 1_024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../../../../tmp/escaped",
        "/etc/passwd",
        "a/b\\c",
        "nul\0inside",
        "two\nlines",
        "two\r\nlines",
        "\u001b[31mred",
        "quo\"te,key=*?",
        "Ünïcödé 文字 🙂",
        "\u202Egnp.exe",
        "system.seg",
        "orders.seg.tmp",
        "*",
        "$(reboot)",
        "%s%n{0}"
      })
  void aNameOfAnyKindIsJustAName(String name) throws IOException {
    try (CacheKit kit = new CacheKit()) {
      Cache<String, String> cache = create(kit, name);
      cache.put("key", "value");
      kit.manager().enableManagement(name, true);
      kit.manager().enableStatistics(name, true);
      kit.manager().enableManagement(name, false);

      assertThat(kit.manager().getCacheNames()).containsExactly(name);
      assertThat(found(kit.otherManager(), name).get("key")).isEqualTo("value");
      requireOnlySegments(kit, 1);

      kit.manager().destroyCache(name);
      assertThat(kit.manager().getCacheNames()).isEmpty();
      requireOnlySegments(kit, 0);
    }
  }

  @Test
  void namesThatDifferInCaseOrCompositionAreDifferentCaches() throws IOException {
    List<String> names =
        List.of("orders", "Orders", "ORDERS", "caf\u00e9", "cafe\u0301", "orders ");
    try (CacheKit kit = new CacheKit()) {
      for (String name : names) {
        create(kit, name).put("key", "of " + name);
      }
      for (String name : names) {
        assertThat(found(kit.manager(), name).get("key")).isEqualTo("of " + name);
      }
      requireOnlySegments(kit, names.size());
    }
  }

  @Test
  void namesAreAsLongAsTheLimitAndNotLonger() throws IOException {
    try (CacheKit kit = new CacheKit()) {
      create(kit, "x".repeat(MOST_BYTES)).put("key", "value");
      for (String name : List.of("x".repeat(MOST_BYTES + 1), "文".repeat(MOST_BYTES), "\ud800")) {
        assertThatThrownBy(() -> create(kit, name))
            .isInstanceOfAny(IllegalArgumentException.class, CacheException.class)
            .hasMessageContaining("name");
        assertThat(found(kit.manager(), "x".repeat(MOST_BYTES)).get("key")).isEqualTo("value");
      }
      requireOnlySegments(kit, 1);
    }
  }

  @Test
  void aNameForgesNoLineOfALog() throws IOException {
    String name = "lost\nWARNING: all is well\u2028\u202E";
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger("io.shmstl.store.SharedSpace");
    Handler handler = new LineHandler(lines);
    logger.addHandler(handler);
    try (CacheKit kit = new CacheKit()) {
      create(kit, name).close();
      for (Path file : segments(kit)) {
        Files.delete(file);
      }

      create(kit, name).put("key", "value");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("lost\\u000aWARNING: all is well\\u2028\\u202e")
        .doesNotContain("\n", "\u2028", "\u202E");
  }

  private static Cache<String, String> create(CacheKit kit, String name) {
    return kit.manager().createCache(name, CacheKit.strings());
  }

  private static Cache<String, String> found(ShmCacheManager manager, String name) {
    return Objects.requireNonNull(manager.getCache(name));
  }

  private static void requireOnlySegments(CacheKit kit, int count) throws IOException {
    assertThat(segments(kit))
        .hasSize(count)
        .allMatch(file -> file.getFileName().toString().matches(SEGMENT_FILE));
  }

  private static List<Path> segments(CacheKit kit) throws IOException {
    try (Stream<Path> files = Files.list(kit.directory().resolve("caches"))) {
      return files.toList();
    }
  }

  /** Keeps the messages as a log would show them. */
  private static final class LineHandler extends Handler {
    private final List<String> lines;

    LineHandler(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
