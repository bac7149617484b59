package io.shmstl.benchmarks.hitratio;

import java.util.function.LongToIntFunction;

/**
 * What came of a trace.
 *
 * @param hitPercent of the requests
 * @param byteHitPercent of the bytes asked for
 */
record HitCount(double hitPercent, double byteHitPercent) {

  static HitCount run(Trace trace, LongToIntFunction valueLength, TracedCache cache) {
    long hits = 0;
    long bytes = 0;
    long hitBytes = 0;
    for (long key : trace.keys()) {
      int length = valueLength.applyAsInt(key);
      bytes += length;
      if (cache.ask(key, length)) {
        hits++;
        hitBytes += length;
      }
    }
    return new HitCount(100.0 * hits / trace.keys().length, 100.0 * hitBytes / bytes);
  }
}
