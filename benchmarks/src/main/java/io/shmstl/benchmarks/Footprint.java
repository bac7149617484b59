package io.shmstl.benchmarks;

import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.SpaceLocation;
import io.shmstl.store.StoreOptions;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/**
 * Prints what an entry of {@link Payload} takes: bytes used in the segment, once a host, and bytes
 * on the heap after a collection, in each JVM. The mean over several fillings evens out the steps
 * in which a table grows. Run with {@code -Xmx2g}.
 */
public final class Footprint {
  private static final String NAME = "footprint";
  private static final long[] FILLINGS = {900_000, 1_000_000, 1_800_000};

  private Footprint() {}

  /** Arguments: the numbers of entries to measure; none for the usual three. */
  public static void main(String[] args) {
    long[] fillings =
        args.length > 0 ? Arrays.stream(args).mapToLong(Long::parseLong).toArray() : FILLINGS;
    System.out.printf(
        "%-12s%12s%18s%18s%n", "provider", "entries", "segment B/entry", "heap B/entry");
    for (Provider provider : Provider.values()) {
      double segmentSum = 0;
      double heapSum = 0;
      for (long entries : fillings) {
        BytesOfEntry bytes = measure(provider, entries);
        print(provider, Long.toString(entries), bytes.segment(), bytes.heap());
        segmentSum += bytes.segment();
        heapSum += bytes.heap();
      }
      print(provider, "mean", segmentSum / fillings.length, heapSum / fillings.length);
    }
  }

  /** Mean bytes an entry takes in a segment and on this JVM's heap. */
  private record BytesOfEntry(double segment, double heap) {}

  private static BytesOfEntry measure(Provider provider, long entries) {
    CacheManager manager = provider.manager();
    manager.destroyCache(NAME);
    var types = new MutableConfiguration<Long, String>().setTypes(Long.class, String.class);
    Cache<Long, String> cache = manager.createCache(NAME, types);
    long heapBefore = heapAfterCollection();
    for (long key = 0; key < entries; key++) {
      cache.put(Payload.key(key), Payload.value(key));
    }
    long heap = heapAfterCollection() - heapBefore;
    long segment = provider == Provider.SHMSTL ? usedInSegment() : 0;
    manager.destroyCache(NAME);
    return new BytesOfEntry((double) segment / entries, (double) heap / entries);
  }

  private static long usedInSegment() {
    var directory = SpaceLocation.of(Provider.SHMSTL_SPACE).directory();
    try (Space space = Space.open(directory, StoreOptions.DEFAULT)) {
      CacheStore store = space.find(NAME);
      if (store == null) {
        throw new IllegalStateException("No cache " + NAME + " in " + directory);
      }
      return store.figures().usedBytes();
    }
  }

  private static long heapAfterCollection() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc(); // what the first one enqueued for cleaning is gone after the second
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static void print(Provider provider, String entries, double segment, double heap) {
    System.out.printf(Locale.ROOT, "%-12s%12s%18.1f%18.1f%n", provider, entries, segment, heap);
  }
}
