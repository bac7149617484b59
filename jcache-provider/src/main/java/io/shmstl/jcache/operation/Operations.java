package io.shmstl.jcache.operation;

import static io.shmstl.jcache.operation.Step.delete;
import static io.shmstl.jcache.operation.Step.leave;
import static io.shmstl.jcache.operation.Step.store;
import static io.shmstl.jcache.operation.Step.storeLoaded;
import static io.shmstl.jcache.operation.Step.touch;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operations of a cache, but for entry processors: what each wants done to a key. */
public final class Operations {
  private Operations() {}

  /** Reads; loads what is absent if the cache reads through. */
  public static <K, V> Operation<K, V, V> get() {
    return new Row<>(
        Lookup.COUNTED,
        isPresent -> !isPresent,
        entry -> entry.isPresent() ? touch() : storeLoadedOrLeave(entry),
        (entry, step) -> entry.isPresent() ? entry.value() : entry.load());
  }

  /** Stores. */
  public static <K, V> Operation<K, V, Void> put(V value) {
    return new Put<>(store(value));
  }

  /** Stores and answers the old value. */
  public static <K, V> Operation<K, V, V> getAndPut(V value) {
    return new Row<>(Lookup.COUNTED, entry -> store(value), (entry, step) -> entry.value());
  }

  /** Stores if absent; answers whether it did. */
  public static <K, V> Operation<K, V, Boolean> putIfAbsent(V value) {
    return new Row<>(
        Lookup.COUNTED,
        entry -> entry.isPresent() ? leave() : store(value),
        (entry, step) -> step instanceof Step.Store);
  }

  /** Stores if present; answers whether it did. */
  public static <K, V> Operation<K, V, Boolean> replace(V value) {
    return new Row<>(
        Lookup.COUNTED,
        entry -> entry.isPresent() ? store(value) : leave(),
        (entry, step) -> step instanceof Step.Store);
  }

  /** Stores if present with the expected value; answers whether it did. */
  public static <K, V> Operation<K, V, Boolean> replace(V expected, V value) {
    return new Row<>(
        Lookup.COUNTED,
        entry -> entry.hasValue(expected) ? store(value) : touchedIfPresent(entry),
        (entry, step) -> step instanceof Step.Store);
  }

  /** Stores if present; answers the old value. */
  public static <K, V> Operation<K, V, V> getAndReplace(V value) {
    return new Row<>(
        Lookup.COUNTED,
        entry -> entry.isPresent() ? store(value) : leave(),
        (entry, step) -> entry.value());
  }

  /** Removes; answers whether the key was present. */
  public static <K, V> Operation<K, V, Boolean> remove() {
    return new Row<>(Lookup.UNCOUNTED, entry -> delete(), (entry, step) -> entry.isPresent());
  }

  /** Removes if present with the expected value; answers whether it did. */
  public static <K, V> Operation<K, V, Boolean> remove(V expected) {
    return new Row<>(
        Lookup.COUNTED,
        entry -> entry.hasValue(expected) ? delete() : touchedIfPresent(entry),
        (entry, step) -> step instanceof Step.Delete);
  }

  /** Removes and answers the old value. */
  public static <K, V> Operation<K, V, V> getAndRemove() {
    return new Row<>(Lookup.COUNTED, entry -> delete(), (entry, step) -> entry.value());
  }

  /** Removes a key found by a walk over the entries: the writer hears of it only if it is there. */
  public static <K, V> Operation<K, V, Boolean> removeFound() {
    return new Row<>(
        Lookup.UNCOUNTED,
        entry -> entry.isPresent() ? delete() : leave(),
        (entry, step) -> entry.isPresent());
  }

  /** Marks a key found by a walk over the entries as accessed; the walk has its value. */
  public static <K, V> Operation<K, V, Void> visit() {
    return new Row<>(Lookup.UNCOUNTED, Operations::touchedIfPresent, (entry, step) -> null);
  }

  /**
   * Stores what the loader has.
   *
   * @param replacesExisting whether a key that is present is loaded, too
   */
  public static <K, V> Operation<K, V, Void> load(boolean replacesExisting) {
    return new Row<>(
        Lookup.UNCOUNTED,
        isPresent -> replacesExisting || !isPresent,
        entry -> replacesExisting || !entry.isPresent() ? storeLoadedOrLeave(entry) : leave(),
        (entry, step) -> null);
  }

  private static <K, V> Step<V> storeLoadedOrLeave(LiveEntry<K, V> entry) {
    V loaded = entry.load();
    return loaded == null ? leave() : storeLoaded(loaded);
  }

  private static <K, V> Step<V> touchedIfPresent(LiveEntry<K, V> entry) {
    return entry.isPresent() ? touch() : leave();
  }

  /** Whether an operation counts hits and misses. */
  private enum Lookup {
    COUNTED,
    UNCOUNTED
  }

  /** The one operation that does not care what was there. */
  private record Put<K, V>(Step<V> step) implements Operation<K, V, Void> {
    @Override
    public Step<V> decide(LiveEntry<K, V> entry) {
      return step;
    }

    @Override
    public @Nullable Void answer(LiveEntry<K, V> entry, Step<V> decided) {
      return null;
    }

    @Override
    public boolean countsLookup() {
      return false;
    }

    @Override
    public boolean needsEntry() {
      return false;
    }
  }

  /** One row of the table. */
  private record Row<K, V, R>(
      Lookup lookup,
      Predicate<Boolean> loadedFirst,
      Function<LiveEntry<K, V>, Step<V>> decision,
      BiFunction<LiveEntry<K, V>, Step<V>, @Nullable R> result)
      implements Operation<K, V, R> {
    Row(
        Lookup lookup,
        Function<LiveEntry<K, V>, Step<V>> decision,
        BiFunction<LiveEntry<K, V>, Step<V>, @Nullable R> result) {
      this(lookup, isPresent -> false, decision, result);
    }

    @Override
    public Step<V> decide(LiveEntry<K, V> entry) {
      return decision.apply(entry);
    }

    @Override
    public @Nullable R answer(LiveEntry<K, V> entry, Step<V> step) {
      return result.apply(entry, step);
    }

    @Override
    public boolean countsLookup() {
      return lookup == Lookup.COUNTED;
    }

    @Override
    public boolean wantsLoaded(boolean isPresent) {
      return loadedFirst.test(isPresent);
    }
  }
}
