package io.shmstl.benchmarks.results;

import static io.shmstl.benchmarks.peer.PeerKind.SHMSTL;
import static io.shmstl.benchmarks.peer.PeerKind.SHMSTL_FAR;

import io.shmstl.benchmarks.peer.PeerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the machine alone takes for a work of ours: the lines that wait for each other, and what
 * else cannot be left out, in figures of the table of limits. Of 100,000 entries the index takes 2
 * MiB, what the near tier looks at 5, the entries themselves 14.
 *
 * @param row the work
 * @param ours which of ours
 * @param parts rows of the table of limits, and how often each is to be counted
 */
record Floor(String row, String ours, Map<String, Integer> parts) {
  private static final String NEAR_LINE = "dependent load, 4 MiB";
  private static final String FAR_LINE = "dependent load, 16 MiB";
  private static final String LOCK = "compare-and-set, alone";
  private static final String HASH = "hash 16 bytes";
  private static final String DECODE = "decode 100 Latin-1 characters";
  private static final String CORE_TO_CORE = "line to the other core";

  /** Bucket, then entry; the key lock and the lease, each taken and given back. */
  private static final Map<String, Integer> CHANGE =
      Map.of(HASH, 1, NEAR_LINE, 1, FAR_LINE, 1, LOCK, 4);

  private static final List<Floor> ALL = all();

  private static List<Floor> all() {
    List<Floor> all = new ArrayList<>();
    for (String get : List.of("get, present", "get, record of 4 fields")) {
      all.add(of(get, SHMSTL, Map.of(NEAR_LINE, 1)));
    }
    Map<String, Integer> far = Map.of(HASH, 1, NEAR_LINE, 1, FAR_LINE, 1, DECODE, 1);
    all.add(of("get, present", SHMSTL_FAR, far));
    all.add(of("get, absent", SHMSTL, Map.of(HASH, 1, NEAR_LINE, 1)));
    all.add(of("getAll of 50", SHMSTL, Map.of(NEAR_LINE, 50)));
    for (String change :
        List.of("put, replaces", "put, evicts", "invoke, increments", "put, record of 4 fields")) {
      all.add(of(change, SHMSTL, CHANGE));
    }
    all.add(of("visible, p50", SHMSTL, Map.of(CORE_TO_CORE, 2)));
    return List.copyOf(all);
  }

  private static Floor of(String row, PeerKind ours, Map<String, Integer> parts) {
    return new Floor(row, ours.title(), parts);
  }

  /**
   * Nanoseconds of a work, {@code NaN} if it is not known of what it consists or how long that
   * takes.
   */
  static double nanos(String row, String ours, Figures limits) {
    return ALL.stream()
        .filter(floor -> floor.row().equals(row) && floor.ours().equals(ours))
        .mapToDouble(floor -> floor.nanos(limits))
        .findFirst()
        .orElse(Double.NaN);
  }

  private double nanos(Figures limits) {
    return parts.entrySet().stream()
        .mapToDouble(part -> part.getValue() * limits.value(part.getKey(), "machine"))
        .sum();
  }
}
