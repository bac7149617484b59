package io.shmstl.benchmarks.operations;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.peer.Quote;
import io.shmstl.benchmarks.workload.Payload;
import io.shmstl.benchmarks.workload.Zipf;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What benchmarks share: the peer's caches, which last as long as the JVM, and ready-made keys. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter, then calls open()
public class Work {
  private static final int SEQUENCE_LENGTH = 1 << 17;
  private static final int SEQUENCE_MASK = SEQUENCE_LENGTH - 1;
  private static final int VALUES = 1 << 10;
  private static final double ZIPF_EXPONENT = 0.99;
  private static final long SEED = 107;

  private static @Nullable LoadedCaches loaded;

  /** Who is measured; one for the life of a JVM. */
  @Param public PeerKind peer;

  LoadedCaches caches;
  Long[] present;
  Long[] absent;
  Long[] skewed;
  String[] values;
  Quote[] quotes;

  /** Sets the peer up, if it is the first time. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    caches = loaded(peer);
    SplittableRandom random = new SplittableRandom(SEED);
    Zipf zipf = new Zipf(LoadedCaches.ENTRIES, ZIPF_EXPONENT, SEED);
    present = new Long[SEQUENCE_LENGTH];
    absent = new Long[SEQUENCE_LENGTH];
    skewed = new Long[SEQUENCE_LENGTH];
    for (int i = 0; i < SEQUENCE_LENGTH; i++) {
      present[i] = Payload.key(random.nextLong(LoadedCaches.ENTRIES));
      absent[i] = Payload.key(-1 - random.nextLong(LoadedCaches.ENTRIES));
      skewed[i] = Payload.key(zipf.next());
    }
    values = new String[VALUES];
    quotes = new Quote[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = Payload.value(LoadedCaches.ENTRIES + i);
      quotes[i] = Quote.of(LoadedCaches.ENTRIES + i);
    }
  }

  private static synchronized LoadedCaches loaded(PeerKind peer) throws IOException {
    if (loaded == null) {
      loaded = new LoadedCaches(peer);
    }
    return loaded;
  }

  /** Processor time that a server spent for this JVM so far. */
  static synchronized long cpuNanosElsewhere() {
    return loaded == null ? 0 : loaded.cpuNanosElsewhere();
  }

  /** Gives everything back. */
  static synchronized void close() throws IOException {
    if (loaded != null) {
      loaded.close();
      loaded = null;
    }
  }

  /** A thread's place in the sequences. */
  @State(Scope.Thread)
  public static class Place {
    private int next;
    private long fresh;

    /** Threads start at different places. */
    @Setup(Level.Trial)
    public void start() {
      next = (int) Thread.currentThread().threadId() * 7_919;
      fresh = (System.nanoTime() & 0xFFFF_FFFFFFL) * 1_000;
    }

    int next() {
      return next++ & SEQUENCE_MASK;
    }

    /** A key that nobody has used before. */
    Long freshKey() {
      return Payload.key(LoadedCaches.ENTRIES + fresh++);
    }
  }

  Long presentKey(Place place) {
    return present[place.next()];
  }

  String value(Place place) {
    return values[place.next & VALUES - 1];
  }

  Quote quote(Place place) {
    return quotes[place.next & VALUES - 1];
  }
}
