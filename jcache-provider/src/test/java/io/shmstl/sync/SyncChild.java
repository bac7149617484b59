package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A member in another process, which does with the segment "c" of a test's space what the test
 * says.
 */
final class SyncChild {
  static final String SEGMENT = "c";

  /** Waiting time of everything that is expected to come to pass. */
  static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final TestSpace space;
  private final Segment segment;
  private final WriterLease lease;
  private final KeyLocks keyLocks;
  private final Pins pins;
  private final List<Pin> open = new ArrayList<>();
  private final CountDownLatch spaceRelease = new CountDownLatch(1);

  private SyncChild(Path directory) {
    space = TestSpace.attach(directory);
    segment = space.openCache(SEGMENT);
    lease = new WriterLease(segment, space.member());
    keyLocks = new KeyLocks(segment, space.member());
    pins = new Pins(segment, space.member());
  }

  static ChildJvm start(TestSpace space) {
    return ChildJvm.start(SyncChild.class, space.directory().toString());
  }

  static ChildJvm startUnder(List<String> prefix, TestSpace space) {
    return ChildJvm.startUnder(prefix, SyncChild.class, space.directory().toString());
  }

  public static void main(String[] args) throws IOException {
    SyncChild child = new SyncChild(Path.of(args[0]));
    ChildJvm.serve(child::handle);
    child.space.close();
  }

  private String handle(String[] words) throws Exception {
    return switch (words[0]) {
      case "slot" -> space.member().slot() + " " + space.member().incarnation();
      case "acquire" -> lease.acquire(millis(words[1])) ? "dirty" : "clean";
      case "release" -> done(lease::release);
      case "releaseDirty" -> done(lease::releaseDirty);
      case "beginRecovery" -> done(lease::beginRecovery);
      case "endRecovery" -> done(lease::endRecovery);
      case "lock" -> done(() -> keyLocks.lock(number(words[1]), 1, millis(words[2])));
      case "unlock" -> done(() -> keyLocks.unlock(number(words[1]), 1));
      case "pin" -> pin(words[1]);
      case "members" -> members();
      case "countUnderLease" -> done(() -> countUnderLease(segment, lease, number(words[1])));
      case "countUnderKeyLocks" ->
          done(() -> countUnderKeyLocks(segment, keyLocks, number(words[1])));
      case "holdAgain" ->
          done(() -> holdAgain(segment, keyLocks, number(words[1]), number(words[2])));
      case "countUnderSpaceLock" ->
          done(() -> countUnderSpaceLock(space, segment, number(words[1])));
      case "pairsForever" -> pairsForever();
      case "holdSpace" -> holdSpace();
      case "releaseSpace" -> done(spaceRelease::countDown);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Adds to a counter in the heap that nothing but the lease protects. */
  static void countUnderLease(Segment segment, WriterLease lease, int times) {
    MemorySegment memory = segment.memory();
    long address = segment.heapStart();
    for (int i = 0; i < times; i++) {
      lease.acquire(LONG_NANOS);
      memory.set(Layouts.LONG, address, memory.get(Layouts.LONG, address) + 1);
      lease.release();
    }
  }

  /** Adds to two counters in the heap, each protected by a key lock of its own and nothing else. */
  static void countUnderKeyLocks(Segment segment, KeyLocks keyLocks, int times) {
    MemorySegment memory = segment.memory();
    for (int i = 0; i < times; i++) {
      int stripe = i & 1;
      long address = segment.heapStart() + 64L * (1 + stripe);
      keyLocks.lock(stripe, i, LONG_NANOS);
      memory.set(Layouts.LONG, address, memory.get(Layouts.LONG, address) + 1);
      keyLocks.unlock(stripe, i);
    }
  }

  /** Takes a stripe for a millisecond each, so many times, one after the other. */
  static void holdAgain(Segment segment, KeyLocks keyLocks, int stripe, int times) {
    for (int i = 0; i < times; i++) {
      keyLocks.lock(stripe, i, LONG_NANOS);
      segment.memory().set(Layouts.LONG, tenuresAddress(segment), i + 1);
      spin(1_000_000);
      keyLocks.unlock(stripe, i);
    }
  }

  /** How often {@link #holdAgain} has taken its stripe, in whichever process. */
  static long tenures(Segment segment) {
    return (long) Layouts.LONG.varHandle().getVolatile(segment.memory(), tenuresAddress(segment));
  }

  private static long tenuresAddress(Segment segment) {
    return segment.heapStart() + 384;
  }

  /** Does something for so long. */
  static void spin(long nanos) {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < nanos) {
      Thread.onSpinWait();
    }
  }

  /** Adds to a counter in the heap that nothing but the space lock protects. */
  static void countUnderSpaceLock(TestSpace space, Segment segment, int times) {
    MemorySegment memory = segment.memory();
    long address = segment.heapStart() + 256;
    for (int i = 0; i < times; i++) {
      space
          .lock()
          .hold(
              Duration.ofSeconds(30),
              () -> {
                memory.set(Layouts.LONG, address, memory.get(Layouts.LONG, address) + 1);
                return 0;
              });
    }
  }

  /** Changes two words of the heap, one after the other, under the lease; until it is killed. */
  private String pairsForever() {
    MemorySegment memory = segment.memory();
    long address = segment.heapStart() + 512;
    System.out.println("pairs");
    while (true) {
      if (lease.acquire(LONG_NANOS)) {
        throw new AssertionError("nobody but this process dies");
      }
      long next = memory.get(Layouts.LONG, address) + 1;
      memory.set(Layouts.LONG, address, next);
      memory.set(Layouts.LONG, address + 8, next);
      lease.release();
    }
  }

  private String pin(String kind) {
    Pin pin = kind.equals("low") ? pins.openLow() : pins.open();
    open.add(pin);
    return Long.toString(pin.version());
  }

  private String members() {
    return space.member().members().stream()
        .map(member -> member.slot() + (member.isAlive() ? "+" : "-"))
        .collect(Collectors.joining(" "));
  }

  private String holdSpace() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(() ->
            space
                .lock()
                .hold(
                    Duration.ofSeconds(30),
                    () -> {
                      held.countDown();
                      return waitUninterrupted(spaceRelease);
                    }));
    held.await();
    return "held";
  }

  private static boolean waitUninterrupted(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String done(Runnable act) {
    act.run();
    return "done";
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static long millis(String word) {
    return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(word));
  }
}
