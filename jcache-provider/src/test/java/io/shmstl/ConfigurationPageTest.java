package io.shmstl;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.jcache.config.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final String HEADER = "| setting | scope | default | what it does |";

  @Test
  void thePageHasEverySettingOnceAndNoOther() {
    String page = Documents.text(Documents.ROOT.resolve("docs").resolve("configuration.md"));
    List<String> documented =
        Documents.table(page, HEADER).stream()
            .map(row -> Documents.code(row.get(0)).getFirst())
            .toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Setting.values()).map(Setting::key).toList());
  }
}
