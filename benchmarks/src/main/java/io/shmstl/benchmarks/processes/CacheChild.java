package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.CacheSpec;
import io.shmstl.benchmarks.peer.Peer;
import io.shmstl.benchmarks.peer.PeerCache;
import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.peer.Reasons;
import io.shmstl.benchmarks.results.Statistics;
import io.shmstl.benchmarks.workload.Payload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One JVM that does with one peer's caches what the lines of its input say, and answers each with a
 * line: {@code =} and numbers. It ends with its input, or at the first failure.
 *
 * <pre>
 * fill N                make the caches for N entries and fill them
 * size                  bytes that the entries take outside the heap, or else on it
 * attach N              open those that another JVM filled
 * grow N                make the caches and put N entries: p50, p99, p99.9, most nanoseconds of a put
 * read THREADS MS       get keys drawn evenly: operations a second
 * write THREADS MS      put such keys: operations a second, p50, p99, p99.9, most nanoseconds
 * hold THREADS MS       an atomic change of one key that takes 10 ms, again and again: how many a second
 * stamp N MS            put the time, every 50 us: how often
 * watch N MS            get that time until it changes: p50, p99 nanoseconds since then
 * </pre>
 */
public final class CacheChild {
  private static final int FILL_BATCH = 10_000;
  private static final int OPERATIONS_A_LOOK = 64;
  private static final int SAMPLES = 1 << 18;
  private static final long STAMP_EVERY_NANOS = 50_000;
  private static final long HOLD_NANOS = 10_000_000;
  private static final Long STAMPED = 0L;

  private final Peer peer;
  private final PeerCache<String> texts;
  private final PeerCache<Long> stamps;
  private final long entries;

  private CacheChild(PeerKind kind, Path directory, String line) throws IOException {
    peer = kind.open(directory);
    String[] words = line.split(" ", -1);
    entries = Long.parseLong(words[1]);
    var textSpec = new CacheSpec<>("texts", String.class, Payload.value(0), entries, false);
    var stampSpec = new CacheSpec<>("stamps", Long.class, 0L, 1_000, false);
    if (words[0].equals("attach")) {
      texts = peer.attach(textSpec);
      stamps = peer.attach(stampSpec);
      answer();
      return;
    }
    stamps = peer.create(stampSpec);
    stamps.put(STAMPED, 0L);
    texts = peer.create(textSpec);
    if (words[0].equals("grow")) {
      grow();
    } else {
      fill();
      answer();
    }
  }

  /** Arguments: the peer, the directory. */
  public static void main(String[] args) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String first = in.readLine();
      if (first != null) {
        CacheChild child = new CacheChild(PeerKind.valueOf(args[0]), Path.of(args[1]), first);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          child.obey(line.split(" ", -1));
        }
        child.peer.close();
      }
      System.exit(0); // some peers leave threads behind
    } catch (IOException | RuntimeException | LinkageError e) {
      System.out.println("! " + Reasons.of(e));
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void obey(String[] words) {
    int count = words.length > 1 ? Integer.parseInt(words[1]) : 0;
    long nanos = words.length > 2 ? Long.parseLong(words[2]) * 1_000_000 : 0;
    switch (words[0]) {
      case "size" -> answer(size());
      case "read" -> answer(together(count, seed -> read(seed, nanos))[0]);
      case "write" -> answer(together(count, seed -> write(seed, nanos)));
      case "hold" -> answer(together(count, _ -> hold(nanos))[0]);
      case "stamp" -> stamp(count, nanos);
      case "watch" -> watch(count, nanos);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static void answer(long... numbers) {
    System.out.println(
        "= " + Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    System.out.flush();
  }

  private void fill() {
    for (long from = 0; from < entries; from += FILL_BATCH) {
      Map<Long, String> batch = HashMap.newHashMap(FILL_BATCH);
      for (long number = from; number < Math.min(entries, from + FILL_BATCH); number++) {
        batch.put(Payload.key(number), Payload.value(number));
      }
      texts.putAll(batch);
    }
  }

  private void grow() {
    String[] values = new String[1 << 10];
    Arrays.setAll(values, Payload::value);
    long[] nanos = new long[(int) entries];
    for (int number = 0; number < entries; number++) {
      Long key = Payload.key(number);
      String value = values[number & values.length - 1];
      long before = System.nanoTime();
      texts.put(key, value);
      nanos[number] = System.nanoTime() - before;
    }
    answer(quantiles(nanos));
  }

  /** What lies on the heap is what the collector finds less once the cache is empty. */
  private long size() {
    long outside = texts.bytesOutsideHeap();
    if (outside > 0) {
      return outside;
    }
    long with = heapAfterCollection();
    texts.close();
    return with - heapAfterCollection();
  }

  private static long heapAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc(); // what the first one enqueued for cleaning is gone after the second
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** What one thread does: operations a second, then samples of nanoseconds. */
  private interface Job {
    long[] run(long seed);
  }

  /** Operations a second of all threads together, then quantiles of all their samples. */
  private static long[] together(int threads, Job job) {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (long seed = 1; seed <= threads; seed++) {
        long own = seed * System.nanoTime();
        running.add(executor.submit(() -> job.run(own)));
      }
      long operations = 0;
      long[] samples = new long[0];
      for (Future<long[]> each : running) {
        long[] done = each.get();
        operations += done[0];
        long[] more = Arrays.copyOf(samples, samples.length + done.length - 1);
        System.arraycopy(done, 1, more, samples.length, done.length - 1);
        samples = more;
      }
      long[] answer = new long[5];
      answer[0] = operations;
      if (samples.length > 0) {
        System.arraycopy(quantiles(samples), 0, answer, 1, 4);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static long[] quantiles(long[] nanos) {
    return new long[] {
      Statistics.quantile(nanos, 0.5),
      Statistics.quantile(nanos, 0.99),
      Statistics.quantile(nanos, 0.999),
      Statistics.quantile(nanos, 1)
    };
  }

  private long[] read(long seed, long nanos) {
    long random = seed | 1;
    long found = 0;
    long done = 0;
    long start = System.nanoTime();
    long now = start;
    for (; now - start < nanos; now = System.nanoTime()) {
      for (int i = 0; i < OPERATIONS_A_LOOK; i++) {
        random = step(random);
        found += texts.get(Payload.key((random >>> 1) % entries)) == null ? 0 : 1;
      }
      done += OPERATIONS_A_LOOK;
    }
    if (found < done) {
      throw new IllegalStateException("missed " + (done - found) + " of " + done);
    }
    return new long[] {perSecond(done, now - start)};
  }

  /** Every put is timed from the end of the one before it; the longest is among the samples. */
  private long[] write(long seed, long nanos) {
    String[] values = new String[OPERATIONS_A_LOOK];
    Arrays.setAll(values, Payload::value);
    long[] samples = new long[SAMPLES];
    long longest = 0;
    long random = seed | 1;
    int done = 0;
    long start = System.nanoTime();
    long now = start;
    for (; now - start < nanos; done++) {
      random = step(random);
      texts.put(Payload.key((random >>> 1) % entries), values[done % OPERATIONS_A_LOOK]);
      long before = now;
      now = System.nanoTime();
      samples[done % SAMPLES] = now - before;
      longest = Math.max(longest, now - before);
    }
    long[] answer = new long[2 + Math.min(done, SAMPLES)];
    answer[0] = perSecond(done, now - start);
    answer[1] = longest;
    System.arraycopy(samples, 0, answer, 2, answer.length - 2);
    return answer;
  }

  private long[] hold(long nanos) {
    long done = 0;
    long start = System.nanoTime();
    for (; System.nanoTime() - start < nanos; done++) {
      texts.update(Payload.key(0), CacheChild::slowly);
    }
    return new long[] {perSecond(done, System.nanoTime() - start)};
  }

  /** The same value, but not before ten milliseconds have passed. */
  private static String slowly(String value) {
    long until = System.nanoTime() + HOLD_NANOS;
    for (long left = HOLD_NANOS; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return value;
  }

  private void stamp(int count, long nanos) {
    long start = System.nanoTime();
    int done = 0;
    for (long next = start; done < count && next - start < nanos; done++) {
      stamps.put(STAMPED, System.nanoTime());
      next += STAMP_EVERY_NANOS;
      while (System.nanoTime() < next) {
        Thread.onSpinWait();
      }
    }
    answer(done);
  }

  private void watch(int count, long nanos) {
    long[] delays = new long[count];
    int seen = 0;
    long start = System.nanoTime();
    Long last = stamps.get(STAMPED);
    for (long now = start; seen < count && now - start < nanos; now = System.nanoTime()) {
      Long value = stamps.get(STAMPED);
      if (value != null && !value.equals(last)) {
        delays[seen++] = System.nanoTime() - value;
        last = value;
      }
    }
    if (seen == 0) {
      throw new IllegalStateException("saw no change");
    }
    long[] found = Arrays.copyOf(delays, seen);
    answer(Statistics.quantile(found, 0.5), Statistics.quantile(found, 0.99), seen);
  }

  private static long step(long random) {
    long next = random ^ random << 13;
    next ^= next >>> 7;
    return next ^ next << 17;
  }

  private static long perSecond(long operations, long nanos) {
    return (long) (operations * 1e9 / nanos);
  }
}
