package io.shmstl.sync;

import io.shmstl.segment.Segment;
import io.shmstl.testing.TestSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A member of a space in whatever class loader loads this class; talks to its test in types of the
 * JDK, as a function from commands to answers.
 */
public final class ForeignLoader implements UnaryOperator<String> {
  private final TestSpace space;
  private final WriterLease lease;

  /** Joins the space in the directory. */
  public ForeignLoader(String directory) {
    space = TestSpace.attach(Path.of(directory));
    Segment segment = space.openCache(SyncChild.SEGMENT);
    lease = new WriterLease(segment, space.member());
  }

  @Override
  public String apply(String command) {
    try {
      return switch (command) {
        case "slot" -> Integer.toString(space.member().slot());
        case "acquire" -> lease.acquire(TimeUnit.MILLISECONDS.toNanos(50)) ? "dirty" : "clean";
        case "release" -> {
          lease.release();
          yield "done";
        }
        case "space" -> space.lock().hold(Duration.ofMillis(50), () -> "held");
        case "bury" ->
            Integer.toString(space.lock().hold(Duration.ofSeconds(30), space.member()::buryDead));
        case "close" -> {
          space.close();
          yield "done";
        }
        default -> throw new IllegalArgumentException(command);
      };
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
