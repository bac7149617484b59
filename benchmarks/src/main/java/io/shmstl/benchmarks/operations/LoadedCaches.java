package io.shmstl.benchmarks.operations;

import io.shmstl.benchmarks.peer.CacheSpec;
import io.shmstl.benchmarks.peer.Peer;
import io.shmstl.benchmarks.peer.PeerCache;
import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.peer.Quote;
import io.shmstl.benchmarks.processes.SharedDirectory;
import io.shmstl.benchmarks.workload.Payload;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one peer, each made and filled when it is first asked for. One thread makes them.
 */
final class LoadedCaches implements AutoCloseable {
  /** Entries of each cache. */
  static final int ENTRIES = 100_000;

  private static final int FILL_BATCH = 10_000;

  private final SharedDirectory directory;
  private final Peer peer;
  private @Nullable PeerCache<String> texts;
  private @Nullable PeerCache<String> bounded;
  private @Nullable PeerCache<Long> counters;
  private @Nullable PeerCache<Quote> quotes;

  LoadedCaches(PeerKind kind) throws IOException {
    directory = SharedDirectory.create();
    peer = kind.open(directory.path());
  }

  /** Values of {@value Payload#VALUE_LENGTH} Latin-1 characters. */
  PeerCache<String> texts() throws IOException {
    if (texts == null) {
      texts = filled("texts", String.class, false, Payload::value);
    }
    return texts;
  }

  /** The same in a cache that holds no more than it does. */
  PeerCache<String> bounded() throws IOException {
    if (bounded == null) {
      bounded = filled("bounded", String.class, true, Payload::value);
    }
    return bounded;
  }

  PeerCache<Long> counters() throws IOException {
    if (counters == null) {
      counters = filled("counters", Long.class, false, number -> number);
    }
    return counters;
  }

  PeerCache<Quote> quotes() throws IOException {
    if (quotes == null) {
      quotes = filled("quotes", Quote.class, false, Quote::of);
    }
    return quotes;
  }

  long cpuNanosElsewhere() {
    return peer.cpuNanosElsewhere();
  }

  private <V> PeerCache<V> filled(
      String name, Class<V> type, boolean isBounded, LongFunction<V> value) throws IOException {
    CacheSpec<V> spec = new CacheSpec<>(name, type, value.apply(0), ENTRIES, isBounded);
    PeerCache<V> cache = peer.create(spec);
    for (long from = 0; from < ENTRIES; from += FILL_BATCH) {
      Map<Long, V> batch = HashMap.newHashMap(FILL_BATCH);
      for (long number = from; number < from + FILL_BATCH; number++) {
        batch.put(Payload.key(number), value.apply(number));
      }
      cache.putAll(batch);
    }
    return cache;
  }

  @Override
  public void close() throws IOException {
    try (directory;
        peer) {
      for (PeerCache<?> cache : new PeerCache<?>[] {texts, bounded, counters, quotes}) {
        if (cache != null) {
          cache.close();
        }
      }
    }
  }
}
