package io.shmstl.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisPeerTest {
  private static final CacheSpec<Long> COUNTERS =
      new CacheSpec<>("counters", Long.class, 0L, 1_000, false);
  private static final CacheSpec<String> TEXTS =
      new CacheSpec<>("texts", String.class, "text", 1_000, false);

  @TempDir private Path directory;

  @Test
  void cachesWithTheSameKeysHoldTheirOwnValues() throws IOException {
    try (Peer peer = new RedisPeer(directory);
        Peer other = new RedisPeer(directory);
        PeerCache<Long> counters = made(peer, COUNTERS)) {
      counters.put(0L, 41L);
      try (PeerCache<String> texts = made(peer, TEXTS)) {
        texts.putAll(Map.of(0L, "none", 1L, "one"));
        counters.update(0L, number -> number + 1);

        assertThat(counters.get(0L)).isEqualTo(42L);
        assertThat(counters.get(1L)).isNull();
        assertThat(texts.get(0L)).isEqualTo("none");
      }
      try (PeerCache<String> attached = other.attach(TEXTS)) {
        assertThat(attached.get(1L)).isEqualTo("one");
      }
    }
  }

  private static <V> PeerCache<V> made(Peer peer, CacheSpec<V> spec) throws IOException {
    try {
      return peer.create(spec);
    } catch (UnsupportedOperationException e) {
      return abort(e.getMessage());
    }
  }
}
