package io.shmstl.jcache.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shmstl.store.SpaceLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceUriTest {
  @Test
  void aNameIsADirectoryBelowTheBase() {
    assertThat(SpaceUri.of(URI.create("shmstl:team-1")))
        .isEqualTo(new SpaceUri(SpaceLocation.base().resolve("team-1"), Map.of()));
    assertThat(SpaceUri.DEFAULT).hasToString("shmstl:default");
  }

  @Test
  void anAbsoluteDirectoryIsItself() {
    assertThat(SpaceUri.of(URI.create("shmstl:/var/cache/my%20app")).directory())
        .isEqualTo(Path.of("/var/cache/my app"));
  }

  @Test
  void theQuerySetsSettingsAndDoesNotNameASpace() {
    SpaceUri uri = SpaceUri.of(URI.create("shmstl:default?capacity=64m&cache.a%26b.capacity=1m"));

    assertThat(uri.directory()).isEqualTo(SpaceUri.of(SpaceUri.DEFAULT).directory());
    assertThat(uri.query()).isEqualTo(Map.of("capacity", "64m", "cache.a&b.capacity", "1m"));
    assertThat(SpaceUri.of(URI.create("shmstl:/tmp/x?onMismatch=attach")).query())
        .containsEntry("onMismatch", "attach");
  }

  @Test
  void anyOtherUriIsASpaceNamedByItsHash() {
    Path first = SpaceUri.of(URI.create("file:/etc/ehcache.xml?a=b")).directory();

    assertThat(first).isEqualTo(SpaceUri.of(URI.create("file:/etc/ehcache.xml?a=b")).directory());
    assertThat(first).isNotEqualTo(SpaceUri.of(URI.create("file:/etc/ehcache.xml")).directory());
    assertThat(first.getFileName().toString()).startsWith("uri-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shmstl:..",
        "shmstl:a/b",
        "shmstl:.hidden",
        "shmstl:default?capacity",
        "shmstl:default?=1",
        "shmstl:default?a=1&a=2"
      })
  void whatNamesNoSpaceIsRefused(String uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> SpaceUri.of(URI.create(uri)));
  }
}
