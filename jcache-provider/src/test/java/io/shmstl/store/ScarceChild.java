package io.shmstl.store;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.VersionCursor;
import io.shmstl.segment.FullException;
import io.shmstl.segment.ShmException;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that uses a space where files, handles or memory are short. */
final class ScarceChild {
  private static final long CAPACITY = 4 << 20;
  private static final int KEYS = 1_000;
  private static final int BLOCK = 4_096;

  private final Path directory;
  private final Path space;
  private final TreeSet<String> refusals = new TreeSet<>();
  private final TreeSet<String> unforeseen = new TreeSet<>();

  private ScarceChild(Path directory) {
    this.directory = directory;
    this.space = directory.resolve("space");
  }

  public static void main(String[] args) throws IOException {
    ScarceChild child = new ScarceChild(Path.of(args[0]));
    ChildJvm.serve(child::handle);
  }

  private String handle(String[] words) throws IOException, InterruptedException {
    refusals.clear();
    unforeseen.clear();
    return switch (words[0]) {
      case "fill" -> fill(Long.parseLong(words[1]));
      case "use" -> use();
      case "many" -> many(Integer.parseInt(words[1]));
      case "readOnly" -> readOnly();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Uses a space from its making on, while the file system has so many bytes left. */
  private String fill(long leftBytes) throws IOException {
    Path filler = directory.resolve("filler");
    occupy(filler, leftBytes);
    try {
      everything();
      Files.delete(filler);
      goOn();
    } finally {
      Files.deleteIfExists(filler);
    }
    TestSpace.delete(space);
    return unforeseen + " " + refusals;
  }

  private String use() {
    everything();
    return unforeseen + " " + refusals;
  }

  private void everything() {
    attempt(
        "open",
        () -> {
          try (Space opened = Space.open(space, StoreOptions.DEFAULT)) {
            attempt("first cache", () -> fillCache(opened, "first"));
            attempt("second cache", () -> fillCache(opened, "second"));
            attempt("many descriptors", () -> manyDescriptors(opened));
            attempt("check", () -> requireSound(opened));
          }
        });
  }

  private void fillCache(Space opened, String name) {
    try (CacheStore _ = opened.create(StoreKit.wanted(name, CAPACITY))) {
      StoreKit kit = StoreKit.over(opened, name, CAPACITY);
      try (CacheStore store = kit.store()) {
        for (int i = 0; i < KEYS; i++) {
          String key = "key-" + i;
          attempt("put", () -> kit.put(key, new byte[300]));
        }
        attempt("large value", () -> kit.put("large", new byte[400_000]));
        attempt("snapshot", () -> snapshot(kit));
        attempt("export", () -> export(store));
      }
    }
  }

  private static void snapshot(StoreKit kit) {
    EntryCopy copy = new EntryCopy();
    try (Snapshot snapshot = kit.store().snapshot()) {
      kit.put("key-1", new byte[301]);
      kit.remove("key-2");
      VersionCursor cursor = snapshot.entries();
      int left = 2 * KEYS;
      while (left > 0 && cursor.next(copy)) {
        left--;
      }
    }
  }

  private void export(CacheStore store) {
    Path file = directory.resolve("export");
    try (Snapshot snapshot = store.snapshot()) {
      snapshot.exportTo(file);
      Files.delete(file);
    } catch (IOException e) {
      if (Files.exists(file)) {
        unforeseen.add("half an export is left");
      }
      throw new UncheckedIOException(e);
    }
  }

  /** So many and so long that the system segment has to grow. */
  private static void manyDescriptors(Space opened) {
    for (int i = 0; i < 30; i++) {
      String name = i + "x".repeat(900);
      opened.create(StoreKit.wanted(name, 1 << 20)).close();
      opened.destroy(name);
    }
  }

  private void goOn() {
    try (StoreKit kit = StoreKit.open(space, "first", CAPACITY)) {
      for (int tries = 0; tries < 200; tries++) {
        kit.put("afterwards", new byte[1_000]);
      }
      if (kit.get("afterwards") == null) {
        unforeseen.add("what was put is not there");
      }
      requireSound(kit.space());
    } catch (ShmException e) {
      unforeseen.add("afterwards: " + e);
    }
  }

  private void requireSound(Space opened) {
    for (SegmentHealth segment : opened.check()) {
      segment.problems().forEach(unforeseen::add);
    }
  }

  /**
   * Opens so many caches, whether there are handles for them or not; then goes on with the first.
   */
  private String many(int count) {
    List<CacheStore> open = new ArrayList<>();
    try (StoreKit first = StoreKit.open(space, "first", 1 << 20)) {
      for (int i = 0; i < count; i++) {
        String name = "cache-" + i;
        attempt("create", () -> open.add(first.space().create(StoreKit.wanted(name, 1 << 20))));
      }
      attempt("put", () -> first.put("key", StoreKit.bytes("value")));
      open.forEach(CacheStore::close);
      int opened = open.size();
      open.clear();
      for (int i = 0; i < opened; i++) {
        open.add(first.space().create(StoreKit.wanted("cache-" + i, 1 << 20)));
      }
      open.forEach(CacheStore::close);
      if (first.get("key") == null) {
        unforeseen.add("the first cache has lost its entry");
      }
      requireSound(first.space());
    }
    return unforeseen + " " + refusals;
  }

  private String readOnly() throws IOException, InterruptedException {
    StoreKit.open(space, "first", CAPACITY).close();
    remount("ro");
    attempt("open", () -> Space.open(space, StoreOptions.DEFAULT).close());
    attempt("attach", this::attach);
    remount("rw");
    goOn();
    return unforeseen + " " + refusals;
  }

  private void attach() {
    try {
      Space.attach(space, StoreOptions.DEFAULT).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remount(String mode) throws IOException, InterruptedException {
    Process mount =
        new ProcessBuilder("mount", "-o", "remount," + mode, directory.toString())
            .inheritIO()
            .start();
    if (!mount.waitFor(10, TimeUnit.SECONDS) || mount.exitValue() != 0) {
      throw new IllegalStateException("cannot remount " + directory + " " + mode);
    }
  }

  private void attempt(String what, Runnable act) {
    try {
      act.run();
    } catch (FullException e) {
      refusals.add("full");
      requireMessage(what, e);
    } catch (ShmException e) {
      refusals.add(e.getClass().getSimpleName());
      requireMessage(what, e);
    } catch (UncheckedIOException e) {
      refusals.add("IOException");
      requireMessage(what, e);
    } catch (RuntimeException | Error e) {
      unforeseen.add(what + ": " + e);
    }
  }

  private void requireMessage(String what, Throwable e) {
    @Nullable String message = e.getMessage();
    if (message == null || message.isBlank()) {
      unforeseen.add(what + ": no message in " + e.getClass());
    }
  }

  private static void occupy(Path filler, long leftBytes) throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(filler).getUsableSpace() > leftBytes) {
        out.write(block);
      }
    }
  }
}
