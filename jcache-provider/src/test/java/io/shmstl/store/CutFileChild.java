package io.shmstl.store;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.map.VersionCursor;
import io.shmstl.segment.ShmException;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A process that uses a space, some of whose files somebody cuts under it. */
final class CutFileChild {
  private static final int KEYS = 300;
  private static final StoreOptions IMPATIENT =
      new StoreOptions(
          Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMinutes(1), false);

  private final Space space;
  private final StoreKit victim;
  private final StoreKit bystander;
  private final EntryCopy copy = new EntryCopy();
  private final Map<String, String> unforeseen = new LinkedHashMap<>();
  private final Set<String> refusals = new TreeSet<>();
  private int refused;
  private long longestNanos;

  private CutFileChild(Path directory) {
    space = Space.open(directory, IMPATIENT);
    victim = StoreKit.over(space, "victim", 2 << 20);
    bystander = StoreKit.over(space, "bystander", 1 << 20);
    for (int i = 0; i < KEYS; i++) {
      victim.put("key-" + i, value(i));
      bystander.put("key-" + i, value(i));
    }
  }

  public static void main(String[] args) throws IOException {
    CutFileChild child = new CutFileChild(Path.of(args[0]));
    ChildJvm.serve(child::handle);
  }

  private String handle(String[] words) {
    unforeseen.clear();
    refused = 0;
    refusals.clear();
    longestNanos = 0;
    return switch (words[0]) {
      case "file" -> "caches/" + victim.store().descriptor().segmentId() + ".seg";
      case "use" -> use(victim, Integer.parseInt(words[1]));
      case "useBystander" -> use(bystander, Integer.parseInt(words[1]));
      case "useSpace" -> useSpace();
      case "close" -> close();
      case "reopen" -> reopen();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private String use(StoreKit kit, int rounds) {
    for (int round = 0; round < rounds; round++) {
      attempt("get", () -> readAll(kit));
      attempt("walk", () -> walk(kit));
      attempt("scan", () -> scan(kit));
      attempt("put", () -> kit.put("key-7", value(7)));
      attempt("remove", () -> kit.remove("another"));
      attempt("touch", () -> kit.touch("key-8", Long.MAX_VALUE));
      attempt("lock", () -> kit.store().lock(kit.hash("key-9")).close());
      attempt("figures", () -> kit.store().figures());
      attempt("pins", () -> kit.store().pins());
      attempt("objects", () -> kit.store().objects());
      if (round == 0) {
        attempt("clearing", () -> kit.put("large", new byte[100_000]));
        attempt("check", () -> kit.store().check());
        attempt("freeBlocks", () -> kit.store().freeBlocks());
      }
    }
    return report();
  }

  private String useSpace() {
    attempt("caches", space::caches);
    attempt("members", space::members);
    attempt("word", space::cachesWord);
    attempt("figures", space::systemFigures);
    attempt("objects", space::systemObjects);
    attempt("freeBlocks", space::systemFreeBlocks);
    attempt("find", () -> closed(space.find("bystander")));
    attempt("create", () -> closed(space.create(StoreKit.wanted("third", 1 << 20))));
    attempt("destroy", () -> space.destroy("third"));
    return report();
  }

  private String close() {
    attempt("close victim", () -> victim.store().close());
    attempt("close bystander", () -> bystander.store().close());
    attempt("close", space::close);
    return report();
  }

  private String reopen() {
    attempt(
        "reopen",
        () -> {
          try (StoreKit kit =
              StoreKit.over(Space.open(space.directory(), IMPATIENT), "victim", 2 << 20)) {
            kit.put("key", value(1));
            readAll(kit);
          }
        });
    return report();
  }

  private static void closed(@Nullable CacheStore store) {
    if (store != null) {
      store.close();
    }
  }

  /** What went wrong in another way than by a clear exception; how many of those there were. */
  private String report() {
    return unforeseen + " " + refused + " " + longestNanos / 1_000_000 + " " + refusals;
  }

  private void attempt(String what, Runnable act) {
    long startedNanos = System.nanoTime();
    try {
      act.run();
    } catch (ShmException | IllegalStateException e) {
      refused++;
      refusals.add(what);
      if (String.valueOf(e.getMessage()).isBlank()) {
        unforeseen.put(what, "no message");
      }
    } catch (RuntimeException | Error e) {
      unforeseen.put(what, e.toString());
    }
    longestNanos = Math.max(longestNanos, System.nanoTime() - startedNanos);
  }

  private static void readAll(StoreKit kit) {
    for (int i = 0; i < KEYS; i++) {
      byte[] found = kit.get("key-" + i);
      if (found != null && !Arrays.equals(found, value(i))) {
        throw new AssertionError("wrong value of key-" + i);
      }
    }
  }

  private void walk(StoreKit kit) {
    EntryCursor cursor = kit.store().entries();
    int left = 10 * KEYS;
    while (left > 0 && cursor.next(copy)) {
      left--;
    }
  }

  private void scan(StoreKit kit) {
    try (Snapshot snapshot = kit.store().snapshot()) {
      VersionCursor cursor = snapshot.entries();
      int left = 10 * KEYS;
      while (left > 0 && cursor.next(copy)) {
        left--;
      }
    }
  }

  private static byte[] value(int i) {
    return StoreKit.bytes(("value " + i + " ").repeat(1 + i % 200));
  }
}
