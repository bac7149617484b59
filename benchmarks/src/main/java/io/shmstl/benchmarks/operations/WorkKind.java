package io.shmstl.benchmarks.operations;

import io.shmstl.benchmarks.operations.Work.Place;
import io.shmstl.benchmarks.peer.PeerCache;
import java.io.IOException;

/** The table of the work: a method of {@link CacheBenchmark} each. */
enum WorkKind {
  GET_HIT("getHit", "get, present", 1, 2),
  GET_MISS("getMiss", "get, absent", 1, 1),
  PUT_REPLACE("putReplace", "put, replaces", 1, 2),
  ZIPF("zipf", "95 % get, 5 % put, zipf", 1, 2),
  PUT_EVICTING("putEvicting", "put, evicts", 1, 1),
  INCREMENT("increment", "invoke, increments", 1, 1),
  GET_ALL("getAllOf50", "getAll of 50", 1_000, 1),
  ITERATE("iterate", "walk over 100,000", 1_000_000, 1),
  RECORD_GET("recordGet", "get, record of 4 fields", 1, 1),
  RECORD_PUT("recordPut", "put, record of 4 fields", 1, 1);

  private final String method;
  private final String title;
  private final int nanosOfUnit;
  private final int mostThreads;

  WorkKind(String method, String title, int nanosOfUnit, int mostThreads) {
    this.method = method;
    this.title = title;
    this.nanosOfUnit = nanosOfUnit;
    this.mostThreads = mostThreads;
  }

  String method() {
    return method;
  }

  String title() {
    return title;
  }

  String title(int threads) {
    return threads == 1 ? title : title + ", " + threads + " threads";
  }

  int mostThreads() {
    return mostThreads;
  }

  int nanosOfUnit() {
    return nanosOfUnit;
  }

  String unit() {
    return switch (nanosOfUnit) {
      case 1 -> "ns";
      case 1_000 -> "us";
      default -> "ms";
    };
  }

  /**
   * Does the work a few times.
   *
   * @throws IllegalStateException if the peer did not do what was asked
   */
  void tryOut(CacheBenchmark benchmark, Work work) throws IOException {
    Place place = new Place();
    place.start();
    boolean isRight =
        switch (this) {
          case GET_HIT -> benchmark.getHit(work, place) != null;
          case GET_MISS -> benchmark.getMiss(work, place) == null;
          case PUT_REPLACE -> {
            benchmark.putReplace(work, place);
            yield true;
          }
          case ZIPF -> {
            benchmark.zipf(work, place);
            yield true;
          }
          case PUT_EVICTING -> {
            benchmark.putEvicting(work, place);
            yield true;
          }
          case INCREMENT -> increments(work.caches.counters(), work.present[0]);
          case GET_ALL -> benchmark.getAllOf50(work, place).size() > 1;
          case ITERATE -> {
            long[] count = {0};
            work.caches.texts().forEach(_ -> count[0]++);
            yield count[0] == LoadedCaches.ENTRIES;
          }
          case RECORD_GET -> benchmark.recordGet(work, place) != null;
          case RECORD_PUT -> {
            benchmark.recordPut(work, place);
            yield true;
          }
        };
    if (!isRight) {
      throw new IllegalStateException("did not do what was asked");
    }
  }

  private static boolean increments(PeerCache<Long> counters, Long key) {
    Long before = counters.get(key);
    counters.update(key, number -> number + 1);
    Long after = counters.get(key);
    return before != null && after != null && after == before + 1;
  }
}
