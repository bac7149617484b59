package io.shmstl.jcache;

import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A process whose threads run out of stack in the middle of operations, at every depth there is: it
 * goes down until the stack ends, and tries the operation in every frame on the way back.
 */
final class DeepStackChild {
  private static final long STACK_BYTES = 256 << 10;
  private static final int DEPTHS = 400;

  private final Cache<String, Long> cache;
  private int depths;
  private int overflows;
  private long tried;
  private long stored;
  private @Nullable Throwable unforeseen;

  private DeepStackChild(Cache<String, Long> cache) {
    this.cache = cache;
  }

  public static void main(String[] args) throws IOException {
    try (CacheKit kit = new CacheKit()) {
      ShmConfiguration<String, Long> types =
          new ShmConfiguration<String, Long>()
              .setTypes(String.class, Long.class)
              .setCapacityBytes(1L << 20);
      DeepStackChild child = new DeepStackChild(kit.cache(types));
      ChildJvm.serve(words -> child.sweep(words[0]));
    }
  }

  /** Whether all is well afterwards, or what is not. */
  private String sweep(String operation) throws InterruptedException {
    overflows = 0;
    depths = 0;
    attempt(operation);
    Thread thread = new Thread(null, () -> dive(operation, 1), "deep", STACK_BYTES);
    thread.start();
    thread.join();
    if (unforeseen != null) {
      return "unforeseen: " + unforeseen;
    }
    long found = cache.get("key");
    if (found < stored || found > tried) {
      return "found %d, stored were %d, tried %d".formatted(found, stored, tried);
    }
    cache.put("key", tried);
    return cache.get("key") == tried && overflows > 0 ? "well" : overflows + " overflows";
  }

  private void dive(String operation, int depth) {
    try {
      if (depth < Integer.MAX_VALUE) {
        dive(operation, depth + 1);
      }
    } catch (StackOverflowError e) {
      depths++;
    }
    if (depths > 0 && depths++ < DEPTHS) {
      attempt(operation);
    }
  }

  private void attempt(String operation) {
    long number = ++tried;
    try {
      switch (operation) {
        case "put" -> cache.put("key", number);
        case "putAll" -> cache.putAll(Map.of("key", number, "other", number));
        case "invoke" -> invoke(number);
        default -> throw new IllegalArgumentException(operation);
      }
      stored = number;
    } catch (StackOverflowError e) {
      overflows++;
    } catch (CacheException e) {
      unforeseen = isOverflow(e) ? unforeseen : e;
    } catch (RuntimeException e) {
      unforeseen = e;
    }
  }

  private void invoke(long number) {
    cache.invoke(
        "key",
        (entry, _) -> {
          entry.setValue(number);
          return null;
        });
  }

  private static boolean isOverflow(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError) {
        return true;
      }
    }
    return false;
  }
}
