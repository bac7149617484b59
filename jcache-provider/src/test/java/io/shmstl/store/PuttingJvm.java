package io.shmstl.store;

import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.SteppedAct;
import io.shmstl.testing.SteppedClasses;
import io.shmstl.testing.Steps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JVM that puts without the key's lock, and waits before a step of that until it is killed. */
final class PuttingJvm {
  static final String CACHE = "put";
  static final long CAPACITY = 1 << 20;
  static final String KEY = "key";
  static final String VALUE = "the new value, which is longer";

  private PuttingJvm() {}

  /** Argument: the space's directory. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    ChildJvm.serve(words -> put(directory, Integer.parseInt(words[1])));
  }

  /** Puts, with a stop before that step; says whether it did and how many steps it took. */
  private static String put(Path directory, int stopBefore) throws ReflectiveOperationException {
    try (SteppedAct act = new SteppedClasses().make(SteppedAct.class, Put.class.getName())) {
      act.prepare(directory);
      int steps =
          Steps.observe(
              step -> {
                if (step == stopBefore) {
                  waitToBeKilled(step);
                }
              },
              act::run);
      return act.acknowledged() + " of 1 put in " + steps;
    }
  }

  private static void waitToBeKilled(int step) {
    System.out.println("before " + step);
    try {
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts one value. */
  static final class Put implements SteppedAct {
    private @Nullable StoreKit kit;
    private int put;

    @Override
    public void prepare(Path directory) {
      kit = StoreKit.open(directory, CACHE, CAPACITY);
    }

    @Override
    public void run() {
      StoreKit open = Objects.requireNonNull(kit);
      byte[] key = StoreKit.bytes(KEY);
      byte[] value = StoreKit.bytes(VALUE);
      put =
          open.store().putIfUnlocked(key, key.length, open.hash(KEY), value, value.length) ? 1 : 0;
    }

    @Override
    public int acknowledged() {
      return put;
    }

    @Override
    public List<String> goOn() {
      return List.of();
    }

    @Override
    public void close() {
      if (kit != null) {
        kit.close();
      }
    }
  }
}
