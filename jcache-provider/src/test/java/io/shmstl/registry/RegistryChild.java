package io.shmstl.registry;

import io.shmstl.alloc.Rebuild;
import io.shmstl.alloc.TestHeap;
import io.shmstl.segment.Layouts;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A process that makes objects and descriptors in the segment of a test, or dies while it does. */
final class RegistryChild {
  static final int RACE_NAMES = 1000;
  static final String PROGRESS = "progress";
  private static final VarHandle LONG = Layouts.LONG.varHandle();
  private static final int RACE_THREADS = 8;
  private static final int OBJECTS = 3000;
  private static final int CACHES = 40;

  private final TestHeap heap;
  private final CacheRegistry registry;

  private RegistryChild(Path directory) {
    heap = TestHeap.attach(directory);
    registry = new CacheRegistry(heap.segment(), heap.allocator(), heap.systemMap());
  }

  static ChildJvm start(TestHeap heap) {
    return ChildJvm.start(RegistryChild.class, heap.directory().toString());
  }

  public static void main(String[] args) throws IOException {
    RegistryChild child = new RegistryChild(Path.of(args[0]));
    ChildJvm.serve(child::handle);
    child.heap.close();
  }

  private String handle(String[] words) throws Exception {
    return switch (words[0]) {
      case "race" -> race(Long.parseLong(words[1]));
      case "work" -> work(new Random(Long.parseLong(words[1])));
      case "dieBeforePublication" -> die(words[1], true);
      case "dieAfterPublication" -> die(words[1], false);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Bytes of the object of a name: some multiple of nothing in particular. */
  static long bytesOf(String name) {
    return 1L + Math.floorMod(name.hashCode() * 31L, 300);
  }

  /** Fills an object so that it can be told from any other. */
  static ObjectInitializer mark(String name) {
    return (memory, address, bytes) -> memory.asSlice(address, bytes).fill((byte) name.hashCode());
  }

  static boolean isMarked(TestHeap heap, NamedObject object) {
    byte mark = (byte) object.name().hashCode();
    boolean isMarked = object.bytes() == bytesOf(object.name());
    for (long i = 0; i < object.bytes(); i++) {
      isMarked &= heap.segment().memory().get(Layouts.BYTE, object.address() + i) == mark;
    }
    return isMarked;
  }

  /** A descriptor that says whose it is, as often as it is long. */
  static byte[] descriptor(String name, int times) {
    return (name + ";").repeat(times).getBytes(StandardCharsets.UTF_8);
  }

  static boolean isWhole(byte[] descriptor) {
    String text = new String(descriptor, StandardCharsets.UTF_8);
    String name = text.substring(0, text.indexOf(';'));
    return text.equals((name + ";").repeat(text.length() / (name.length() + 1)));
  }

  /** The answer: objects made by this process, then every name with the address it was given. */
  private String race(long seed) throws Exception {
    AtomicInteger made = new AtomicInteger();
    List<Callable<Map<String, Long>>> racers = new ArrayList<>();
    for (int i = 0; i < RACE_THREADS; i++) {
      Random random = new Random(seed + i);
      racers.add(() -> findOrCreateAll(random, made));
    }
    Map<String, Long> addresses = new TreeMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(RACE_THREADS);
    try {
      for (Future<Map<String, Long>> racer : threads.invokeAll(racers)) {
        racer
            .get()
            .forEach((name, address) -> {
              Long before = addresses.putIfAbsent(name, address);
              if (before != null && !before.equals(address)) {
                throw new IllegalStateException(name + " at " + before + " and " + address);
              }
            });
      }
    } finally {
      threads.shutdown();
    }
    return made
        + " "
        + addresses.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "));
  }

  private Map<String, Long> findOrCreateAll(Random random, AtomicInteger made) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < RACE_NAMES; i++) {
      names.add("object-" + i);
    }
    Collections.shuffle(names, random);
    Map<String, Long> addresses = new TreeMap<>();
    for (String name : names) {
      if (heap.acquire()) {
        throw new IllegalStateException("dirty");
      }
      try {
        ObjectInitializer mark = mark(name);
        NamedObject object =
            heap.systemMap()
                .findOrCreate(
                    name,
                    bytesOf(name),
                    (memory, address, bytes) -> {
                      made.incrementAndGet();
                      mark.initialize(memory, address, bytes);
                    });
        addresses.put(name, object.address());
      } finally {
        heap.lease().release();
      }
    }
    return addresses;
  }

  /** Changes made by children so far; lease not needed. */
  static long progress(TestHeap heap) {
    NamedObject progress = heap.systemMap().find(PROGRESS);
    return progress == null
        ? 0
        : (long) LONG.getAcquire(heap.segment().memory(), progress.address());
  }

  private String work(Random random) {
    while (true) {
      if (heap.acquire()) {
        recover(heap, registry);
      }
      for (int i = 0; i < 8; i++) {
        change(random);
        step();
      }
      heap.lease().release();
    }
  }

  private void change(Random random) {
    String name = "cache" + random.nextInt(CACHES);
    switch (random.nextInt(4)) {
      case 0 -> {
        String object = "object-" + random.nextInt(OBJECTS);
        heap.systemMap().findOrCreate(object, bytesOf(object), mark(object));
      }
      case 1 -> registry.remove(name);
      default -> registry.put(name, descriptor(name, 1 + random.nextInt(100)));
    }
  }

  private void step() {
    NamedObject progress = heap.systemMap().findOrCreate(PROGRESS, 8, ObjectInitializer.ZEROED);
    LONG.setRelease(heap.segment().memory(), progress.address(), progress(heap) + 1);
  }

  /** Recovers as a store does; lease held. */
  static int recover(TestHeap heap, CacheRegistry registry) {
    Rebuild rebuild = heap.allocator().rebuild();
    int dropped = heap.systemMap().repair(rebuild::markLive) + registry.repair(rebuild::markLive);
    rebuild.finish();
    return dropped;
  }

  private String die(String name, boolean isBefore) {
    heap.acquire();
    heap.systemMap()
        .findOrCreate(
            name,
            bytesOf(name),
            (memory, address, bytes) -> {
              mark(name).initialize(memory, address, bytes);
              if (isBefore) {
                Runtime.getRuntime().halt(ChildJvm.KILLED);
              }
            });
    Runtime.getRuntime().halt(ChildJvm.KILLED);
    return "never";
  }
}
