package io.shmstl.store;

import io.shmstl.segment.ShmException;
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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM that attaches to a space, and waits before a step of that until it is told to go on. */
final class JoiningJvm {
  static final String CACHE = "joined";
  static final long CAPACITY = 1 << 20;

  private static final StoreOptions IMPATIENT =
      new StoreOptions(
          Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMinutes(1), false);

  private JoiningJvm() {}

  /** Argument: the space's directory. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    ChildJvm.serve(words ->
        switch (words[0]) {
          case "join" -> join(directory, Integer.parseInt(words[1]));
          case "visit" -> visit(directory);
          default -> throw new IllegalArgumentException(words[0]);
        });
  }

  /** Attaches, with a stop before that step; says how many steps it took and what it read. */
  private static String join(Path directory, int stopBefore) throws ReflectiveOperationException {
    try (SteppedAct act = new SteppedClasses().make(SteppedAct.class, Join.class.getName())) {
      act.prepare(directory);
      int steps =
          Steps.observe(
              step -> {
                if (step == stopBefore) {
                  waitForGo(step);
                }
              },
              act::run);
      return act.acknowledged() + " of 1 value read after " + steps;
    }
  }

  /** Comes and goes, and does not wait long. */
  private static String visit(Path directory) {
    try (Space space = Space.open(directory, IMPATIENT)) {
      return space.members().size() + " members";
    } catch (ShmException e) {
      return e.toString();
    }
  }

  private static void waitForGo(int step) {
    System.out.println("before " + step);
    try {
      // Not the reader of the commands: that one has read nothing beyond the command it obeys.
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Attaches and reads one value. */
  static final class Join implements SteppedAct {
    private Path space = Path.of("");
    private @Nullable StoreKit kit;
    private int read;

    @Override
    public void prepare(Path directory) {
      space = directory;
    }

    @Override
    public void run() {
      kit = StoreKit.open(space, CACHE, CAPACITY);
      read = kit.get("key") == null ? 0 : 1;
    }

    @Override
    public int acknowledged() {
      return read;
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
