package io.shmstl.benchmarks.results;

import static io.shmstl.benchmarks.peer.PeerKind.CAFFEINE_JCACHE;
import static io.shmstl.benchmarks.peer.PeerKind.CHRONICLE;
import static io.shmstl.benchmarks.peer.PeerKind.EHCACHE_OFFHEAP;
import static io.shmstl.benchmarks.peer.PeerKind.LMDB;
import static io.shmstl.benchmarks.peer.PeerKind.OHC;
import static io.shmstl.benchmarks.peer.PeerKind.SHMSTL;
import static io.shmstl.benchmarks.peer.PeerKind.SHMSTL_FAR;

import io.shmstl.benchmarks.peer.PeerKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure to reach and to keep.
 *
 * @param table where it is measured
 * @param row the work
 * @param ours which of ours
 * @param bound a multiple of the peer's figure, or the figure itself where there is no peer
 * @param isLeast whether more is better
 * @param peer null for a figure that stands alone
 */
record Target(
    String table, String row, String ours, double bound, boolean isLeast, @Nullable String peer) {

  private static final String OPERATIONS = "operations";
  private static final List<PeerKind> OFF_HEAP = List.of(EHCACHE_OFFHEAP, CHRONICLE, LMDB, OHC);

  private static final List<String> QUERIES =
      List.of("scan", "filter", "count", "group", "top 10", "join", "limit 10");

  /** All of them. */
  static List<Target> all() {
    List<Target> all = new ArrayList<>();
    all.add(most("get, present", SHMSTL, 1, CAFFEINE_JCACHE));
    all.add(most("get, present", SHMSTL_FAR, 2.5, CAFFEINE_JCACHE));
    OFF_HEAP.forEach(peer -> all.add(most("get, present", SHMSTL_FAR, 0.6, peer)));
    all.add(most("get, absent", SHMSTL, 1, CAFFEINE_JCACHE));
    all.add(most("put, replaces", SHMSTL, 1, CAFFEINE_JCACHE));
    all.add(most("put, replaces", SHMSTL, 0.5, CHRONICLE));
    all.add(most("95 % get, 5 % put, zipf", SHMSTL, 1, CAFFEINE_JCACHE));
    OFF_HEAP.forEach(peer -> all.add(most("95 % get, 5 % put, zipf", SHMSTL_FAR, 0.6, peer)));
    all.add(most("put, evicts", SHMSTL, 1, OHC));
    all.add(most("invoke, increments", SHMSTL, 1, CHRONICLE));
    all.add(most("getAll of 50", SHMSTL, 1, CAFFEINE_JCACHE));
    all.add(most("walk over 100,000", SHMSTL, 1, LMDB));
    for (String row : List.of("get, record of 4 fields", "put, record of 4 fields")) {
      all.add(most(row, SHMSTL, 0.1, CAFFEINE_JCACHE));
      all.add(most(row, SHMSTL, 0.6, CHRONICLE));
    }
    all.add(
        new Target("two-jvms", "reads beside writes", SHMSTL.title(), 2, true, CHRONICLE.title()));
    all.add(
        new Target("two-jvms", "writes beside reads", SHMSTL.title(), 2, true, CHRONICLE.title()));
    all.add(new Target("two-jvms", "visible, p50", SHMSTL.title(), 0.7, false, null));
    all.add(new Target("attach", "start to first get", SHMSTL.title(), 250, false, null));
    all.add(new Target("growth", "p99.9", SHMSTL.title(), 10, false, null));
    all.add(new Target("growth", "longest", SHMSTL.title(), 2_000, false, null));
    for (String row : List.of("900,000 entries", "1,000,000 entries", "1,800,000 entries")) {
      all.add(new Target("footprint", row, SHMSTL.title(), 150, false, null));
    }
    for (String query : QUERIES) {
      all.add(new Target("sql", query, SHMSTL.title(), 0.5, false, "H2"));
    }
    all.add(new Target("sql", "point, new literal", SHMSTL.title(), 20, false, null));
    all.add(new Target("sql", "point, prepared", SHMSTL.title(), 5, false, null));
    return all;
  }

  private static Target most(String row, PeerKind ours, double bound, PeerKind peer) {
    return new Target(OPERATIONS, row, ours.title(), bound, false, peer.title());
  }

  /** Whether a figure, or a ratio to the peer's, is good enough. */
  boolean isMet(double measured) {
    return isLeast ? measured >= bound : measured <= bound;
  }
}
