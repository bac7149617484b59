package io.shmstl.store;

import io.shmstl.snapshot.Snapshot;
import io.shmstl.sync.DeadSpace;
import io.shmstl.testing.SteppedAct;
import io.shmstl.testing.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An act that may be broken off before each of its steps: what is there before it, what it changes,
 * and so what whoever comes afterwards may find.
 */
abstract sealed class CrashAct implements SteppedAct {
  static final String CACHE = "cache";
  static final long CAPACITY = 1 << 20;

  /** A value stored, or a key removed where it is null. */
  record Change(String key, @Nullable String value) {}

  private Path place = Path.of("");
  private @Nullable StoreKit open;
  private int acknowledged;

  /** What was acknowledged before the act. */
  List<Change> before() {
    return puts(0, 20, "old");
  }

  /** What the act changes, in this order, each key once. */
  List<Change> during() {
    return List.of();
  }

  /** Whether other keys than those changed may be gone. */
  boolean evicts() {
    return false;
  }

  /** Whether the cache may not be there, before the act or after it. */
  boolean makesOrDestroysTheCache() {
    return false;
  }

  @Override
  public void prepare(Path space) {
    enter(space);
    before().forEach(this::apply);
  }

  @Override
  public void run() {
    during().forEach(this::change);
  }

  @Override
  public final int acknowledged() {
    return acknowledged;
  }

  final void change(Change change) {
    apply(change);
    acknowledged++;
  }

  @Override
  public List<String> goOn() {
    if (open == null || open.store().isClosed() || open.store().isDestroyed()) {
      close();
      enter(place);
    }
    kit().put("survivor", StoreKit.bytes("it goes on"));
    List<String> problems = new ArrayList<>(kit().store().check());
    if (!Arrays.equals(kit().get("survivor"), StoreKit.bytes("it goes on"))) {
      problems.add("what was put is not there");
    }
    return problems;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }

  final void enter(Path space) {
    place = space;
    open = StoreKit.open(space, CACHE, CAPACITY);
  }

  final void leave() {
    kit().close();
    open = null;
  }

  final StoreKit kit() {
    return Objects.requireNonNull(open, "the space is not open");
  }

  void apply(Change change) {
    if (change.value() == null) {
      kit().remove(change.key());
    } else {
      kit().put(change.key(), StoreKit.bytes(change.value()));
    }
  }

  static List<Change> puts(int from, int to, String text) {
    List<Change> puts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      puts.add(new Change("key-" + i, text + "-" + i));
    }
    return puts;
  }

  /** One key more. */
  static final class PutNew extends CrashAct {
    @Override
    List<Change> during() {
      return puts(20, 21, "new");
    }
  }

  /** Puts without the locks of their keys: one that is there, one that is new. */
  static final class PutUnlocked extends CrashAct {
    @Override
    List<Change> during() {
      return List.of(
          new Change("key-7", "longer than before, so that it takes another block"),
          new Change("key-20", "new"));
    }

    @Override
    void apply(Change change) {
      putUnlocked(change);
    }

    @Override
    public List<String> goOn() {
      putUnlocked(new Change("survivor", "it came without a lock"));
      return super.goOn();
    }

    private void putUnlocked(Change change) {
      byte[] key = StoreKit.bytes(change.key());
      byte[] value = StoreKit.bytes(Objects.requireNonNull(change.value()));
      CacheStore store = kit().store();
      try {
        if (!store.putIfUnlocked(key, key.length, kit().hash(change.key()), value, value.length)) {
          throw new AssertionError(change.key() + " is locked");
        }
      } catch (VirtualMachineError e) {
        store.letGo();
        throw e;
      }
    }
  }

  /** Changes under the locks of their keys, which keep out the puts without. */
  static final class UnderKeyLocks extends CrashAct {
    @Override
    List<Change> during() {
      return List.of(new Change("key-7", "changed"), new Change("key-8", null));
    }

    @Override
    void apply(Change change) {
      KeyLock lock = kit().store().lockOf(kit().hash(change.key()));
      try {
        try (KeyLock _ = kit().store().take(lock, true)) {
          super.apply(change);
        }
      } catch (VirtualMachineError e) {
        lock.letGo();
        throw e;
      }
    }

    @Override
    public List<String> goOn() {
      for (Change change : during()) {
        kit().store().lock(kit().hash(change.key())).close();
      }
      return super.goOn();
    }
  }

  /** Values of another size for keys that are there: blocks are taken, given back and coalesced. */
  static final class Replace extends CrashAct {
    @Override
    List<Change> during() {
      return List.of(
          new Change("key-7", "longer than before, so that it takes another block"),
          new Change("key-8", "longer than before, so that it takes another block"),
          new Change("key-9", ""));
    }
  }

  /** Neighbours leave: their blocks are coalesced on both sides. */
  static final class Remove extends CrashAct {
    @Override
    List<Change> during() {
      return List.of(
          new Change("key-4", null), new Change("key-6", null), new Change("key-5", null));
    }
  }

  /** The first page fills, splits, and the directory grows. */
  static final class FirstSplit extends CrashAct {
    @Override
    List<Change> before() {
      return puts(0, 389, "old");
    }

    @Override
    List<Change> during() {
      return puts(389, 393, "new");
    }
  }

  /** Both halves split: one with a larger directory, one within it. */
  static final class LaterSplits extends CrashAct {
    @Override
    List<Change> before() {
      return puts(0, 700, "old");
    }

    @Override
    List<Change> during() {
      return puts(700, 840, "new");
    }
  }

  /** A full cache: each put evicts. */
  static final class Evict extends CrashAct {
    @Override
    List<Change> before() {
      return puts(0, 12_000, "a value of some eighty characters, so that a megabyte is full of it");
    }

    @Override
    List<Change> during() {
      return puts(12_000, 12_006, "a value of some eighty characters, so that there is no room");
    }

    @Override
    boolean evicts() {
      return true;
    }
  }

  /**
   * A large value in a cache full of small ones a third of them in use: those move to make a hole.
   */
  static final class Relocate extends CrashAct {
    @Override
    List<Change> before() {
      return puts(0, 12_000, "a value of some eighty characters, so that a megabyte is full of it");
    }

    @Override
    List<Change> during() {
      return List.of(new Change("large", "x".repeat(20_000)));
    }

    @Override
    boolean evicts() {
      return true;
    }

    @Override
    public void prepare(Path space) {
      super.prepare(space);
      for (int i = 0; i < 12_000; i += 3) {
        kit().read("key-" + i);
      }
    }
  }

  /** A snapshot holds what is replaced and removed, until it is closed. */
  static final class UnderSnapshot extends CrashAct {
    @Override
    List<Change> during() {
      return List.of(
          new Change("key-1", "replaced"), new Change("key-2", null), new Change("key-3", "new"));
    }

    @Override
    public void run() {
      try (Snapshot _ = kit().store().snapshot()) {
        change(during().get(0));
        change(during().get(1));
      }
      change(during().get(2));
    }
  }

  /** Another process joins the space, opens the cache, and leaves. */
  static final class JoinAndLeave extends CrashAct {
    private Path space = Path.of("");

    @Override
    public void prepare(Path directory) {
      space = directory;
      super.prepare(directory);
      leave();
    }

    @Override
    public void run() {
      enter(space);
      leave();
    }
  }

  /** A space is made, and a cache in it. */
  static final class CreateAll extends CrashAct {
    private Path space = Path.of("");

    @Override
    List<Change> before() {
      return List.of();
    }

    @Override
    boolean makesOrDestroysTheCache() {
      return true;
    }

    @Override
    public void prepare(Path directory) {
      space = directory;
    }

    @Override
    public void run() {
      enter(space);
    }
  }

  /** A cache is destroyed. */
  static final class Destroy extends CrashAct {
    @Override
    boolean makesOrDestroysTheCache() {
      return true;
    }

    @Override
    public void run() {
      kit().space().destroy(CACHE);
    }
  }

  /** The next writer after one that died in the middle of a split: it recovers first. */
  static final class TakeOver extends CrashAct {
    private final CrashAct dying = new FirstSplit();
    private Path space = Path.of("");
    private int wordsStored;

    @Override
    List<Change> before() {
      return dying.before();
    }

    @Override
    List<Change> during() {
      return List.of(new Change("after", "the crash"));
    }

    @Override
    public void prepare(Path directory) {
      space = directory;
      Path original = directory.resolveSibling("dying");
      try (dying) {
        dying.prepare(original);
        Steps.observe(_ -> copyInSplit(original, directory), dying::run);
      }
    }

    @Override
    public void run() {
      enter(space);
      super.run();
    }

    /** As if it died when one of the two directory words of the split named its new page. */
    private void copyInSplit(Path original, Path to) {
      if (isPublishing() && ++wordsStored == 2) {
        try {
          DeadSpace.copy(original, to);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private static boolean isPublishing() {
      return StackWalker.getInstance()
          .walk(frames ->
              frames.anyMatch(frame ->
                  frame.getClassName().endsWith(".PageSplit")
                      && frame.getMethodName().equals("publish")));
    }
  }
}
