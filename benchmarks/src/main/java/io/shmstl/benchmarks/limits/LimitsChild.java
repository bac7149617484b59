package io.shmstl.benchmarks.limits;

import io.shmstl.benchmarks.processes.SharedDirectory;
import io.shmstl.benchmarks.results.Measurement;
import io.shmstl.benchmarks.results.ResultFile;
import io.shmstl.benchmarks.workload.Payload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the limits in this JVM. */
public final class LimitsChild {
  private static final int ROUNDS = 5;
  private static final int LINE_BYTES = 64;
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

  /** What results go into, so that nothing measured can be left out. */
  private static volatile long sink;

  private final ResultFile results;

  private LimitsChild(ResultFile results) {
    this.results = results;
  }

  /** Argument: the file of results. */
  public static void main(String[] args) throws IOException {
    LimitsChild limits = new LimitsChild(new ResultFile(Path.of(args[0])));
    try (SharedDirectory directory = SharedDirectory.create();
        Arena arena = Arena.ofShared()) {
      limits.memory(map(directory, "index", 4L << 20, arena), "dependent load, 4 MiB", 4_000_000);
      limits.memory(map(directory, "small", 16L << 20, arena), "dependent load, 16 MiB", 4_000_000);
      limits.memory(map(directory, "large", 1L << 30, arena), "dependent load, 1 GiB", 4_000_000);
      limits.copy();
      MemorySegment line = map(directory, "line", 4096, arena);
      limits.keep("compare-and-set, alone", "ns", 10_000_000, operations -> set(line, operations));
      limits.keep("line to the other core", "ns", 1_000_000, turns -> pingPong(line, turns));
    }
    limits.instructions();
  }

  /** Does something so many times. */
  private interface Loop {
    void run(int times);
  }

  private void keep(String row, String unit, int times, Loop loop) throws IOException {
    loop.run(times);
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      loop.run(times);
      double nanos = (double) (System.nanoTime() - before) / times;
      results.append(Measurement.of(LimitsTable.NAME, row, "machine", round, unit, nanos));
    }
  }

  private static MemorySegment map(SharedDirectory directory, String name, long bytes, Arena arena)
      throws IOException {
    Path file = directory.path().resolve(name);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, bytes, arena);
    }
  }

  /** Walks a random cycle through all lines. */
  private void memory(MemorySegment memory, String row, int times) throws IOException {
    int lines = (int) (memory.byteSize() / LINE_BYTES);
    int[] order = new int[lines];
    for (int i = 0; i < lines; i++) {
      order[i] = i;
    }
    SplittableRandom random = new SplittableRandom(107);
    for (int i = lines - 1; i > 0; i--) {
      int other = random.nextInt(i);
      int line = order[i];
      order[i] = order[other];
      order[other] = line;
    }
    for (int i = 0; i < lines; i++) {
      long next = (long) order[(i + 1) % lines] * LINE_BYTES;
      memory.set(ValueLayout.JAVA_LONG, (long) order[i] * LINE_BYTES, next);
    }
    keep(
        row,
        "ns",
        times,
        loads -> {
          long at = sink & 0;
          for (int i = 0; i < loads; i++) {
            at = memory.get(ValueLayout.JAVA_LONG, at);
          }
          sink = at;
        });
  }

  private void copy() throws IOException {
    int bytes = 64 << 20;
    MemorySegment from = MemorySegment.ofArray(new byte[bytes]);
    MemorySegment to = MemorySegment.ofArray(new byte[bytes]);
    Loop loop =
        times -> {
          for (int i = 0; i < times; i++) {
            to.copyFrom(from);
          }
        };
    int times = 10;
    loop.run(times);
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      loop.run(times);
      double gigabytes = (double) bytes * times / (System.nanoTime() - before);
      results.append(
          Measurement.of(LimitsTable.NAME, "copy, 64 MiB", "machine", round, "GB/s", gigabytes));
    }
  }

  private static void set(MemorySegment line, int times) {
    for (int i = 0; i < times; i++) {
      long value = (long) LONG.getOpaque(line, 0L);
      if (!LONG.compareAndSet(line, 0L, value, value + 1)) {
        throw new IllegalStateException("somebody else wants the line");
      }
    }
  }

  /** Two threads count in turn; gives up if the other does not answer. */
  private static void pingPong(MemorySegment line, int turns) {
    LONG.setVolatile(line, 0L, 0L);
    AtomicLong left = new AtomicLong(turns);
    Thread other = Thread.ofPlatform().daemon().start(() -> left.set(count(line, 1, turns)));
    count(line, 0, turns);
    try {
      other.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (left.get() > turns / 2) {
      throw new IllegalStateException("the other core did not answer");
    }
  }

  /** Makes every second step; returns what is left. */
  private static long count(MemorySegment line, int parity, int turns) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    long spins = 0;
    long value = (long) LONG.getAcquire(line, 0L);
    while (value < turns) {
      if ((value & 1) == parity) {
        LONG.setRelease(line, 0L, value + 1);
      } else if ((++spins & 0xFFFFFF) == 0 && System.nanoTime() > deadline) {
        return turns - value;
      }
      value = (long) LONG.getAcquire(line, 0L);
    }
    return 0;
  }

  private void instructions() throws IOException {
    byte[] text = Payload.value(1).getBytes(StandardCharsets.ISO_8859_1);
    keep(
        "decode 100 Latin-1 characters",
        "ns",
        5_000_000,
        times -> {
          long sum = 0;
          for (int i = 0; i < times; i++) {
            text[i % text.length] ^= 1;
            sum += new String(text, StandardCharsets.ISO_8859_1).charAt(i % text.length);
          }
          sink = sum;
        });
    keep(
        "hash 16 bytes",
        "ns",
        20_000_000,
        times -> {
          long state = sink;
          for (int i = 0; i < times; i++) {
            long a = state ^ 0xe7037ed1a0b428dbL;
            long b = i ^ 0x8ebc6af09c88c6e3L;
            state = a * b ^ Math.unsignedMultiplyHigh(a, b);
          }
          sink = state;
        });
    keep(
        "read the clock",
        "ns",
        5_000_000,
        times -> {
          long sum = 0;
          for (int i = 0; i < times; i++) {
            sum += System.currentTimeMillis();
          }
          sink = sum;
        });
  }
}
