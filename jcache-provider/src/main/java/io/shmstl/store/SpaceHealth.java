package io.shmstl.store;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.ShmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Checks the segments of a space and repairs those that are not sound. A check changes nothing but
 * what any writer would: it recovers what a dead one has left half done.
 */
final class SpaceHealth {
  private static final String SYSTEM = "(system)";

  private final SharedSpace space;

  SpaceHealth(SharedSpace space) {
    this.space = space;
  }

  List<SegmentHealth> check() {
    return all(false);
  }

  /**
   * The system segment first: caches whose descriptors are damaged are not there any more
   * afterwards, and their files are collected by the next one to attach.
   */
  List<SegmentHealth> repair() {
    return all(true);
  }

  private List<SegmentHealth> all(boolean isRepair) {
    List<SegmentHealth> all = new ArrayList<>();
    all.add(system(isRepair));
    try {
      for (CacheDescriptor cache : space.caches()) {
        all.add(cache(cache.name(), isRepair));
      }
    } catch (ShmException e) {
      all.add(new SegmentHealth(SYSTEM, List.of(String.valueOf(e.getMessage())), ""));
    }
    return all;
  }

  private SegmentHealth system(boolean isRepair) {
    List<String> problems = problems(space.system()::check);
    if (problems.isEmpty() || !isRepair) {
      return new SegmentHealth(SYSTEM, problems, "");
    }
    try {
      space.system().repair();
    } catch (ShmException e) {
      return new SegmentHealth(SYSTEM, problems, "not repaired: " + e.getMessage());
    }
    return new SegmentHealth(SYSTEM, problems, outcome("repaired", space.system()::check));
  }

  private SegmentHealth cache(String name, boolean isRepair) {
    List<String> problems = problems(() -> ask(name, CacheStore::check));
    if (problems.isEmpty() || !isRepair) {
      return new SegmentHealth(name, problems, "");
    }
    return new SegmentHealth(name, problems, repaired(name));
  }

  private String repaired(String name) {
    try {
      return ask(name, SpaceHealth::repaired);
    } catch (CorruptException | CacheDestroyedException e) {
      space.discard(name);
      return "destroyed: " + e.getMessage();
    } catch (ShmException e) {
      return "not repaired: " + e.getMessage();
    }
  }

  private <T> T ask(String name, Function<CacheStore, T> question) {
    try (CacheStore cache = space.inspect(name)) {
      return question.apply(cache);
    }
  }

  private static String repaired(CacheStore cache) {
    long dropped = cache.repair();
    return outcome("repaired, " + dropped + " entries dropped", cache::check);
  }

  private static String outcome(String done, Check again) {
    List<String> left = problems(again);
    return left.isEmpty() ? done : done + "; still: " + String.join("; ", left);
  }

  private static List<String> problems(Check check) {
    try {
      return check.problems();
    } catch (ShmException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private interface Check {
    List<String> problems();
  }
}
