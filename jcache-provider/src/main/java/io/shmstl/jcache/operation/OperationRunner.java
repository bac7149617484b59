package io.shmstl.jcache.operation;

import io.shmstl.codec.ByteWriter;
import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.Scratch;
import io.shmstl.jcache.event.Failures;
import io.shmstl.jcache.expiry.Moment;
import io.shmstl.jcache.integration.LoaderGateway;
import io.shmstl.map.EntryCopy;
import io.shmstl.store.KeyLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations under the locks of their keys: the package says in which steps. Used by any
 * thread; user code called from here may start operations on other keys.
 */
public final class OperationRunner<K, V> {
  /** Most keys that are locked, decided and changed together. */
  public static final int CHUNK = 256;

  private final CacheContext<K, V> context;
  private final PlainPuts<K, V> plainPuts;

  /** A runner for one cache handle. */
  public OperationRunner(CacheContext<K, V> context) {
    this.context = context;
    this.plainPuts = new PlainPuts<>(context);
  }

  /** Stores a value, over the one the key may have. */
  public void put(K key, V value) {
    if (plainPuts.isPlain()) {
      plainPuts.put(key, value);
    } else {
      run(key, Operations.put(value));
    }
  }

  /**
   * Runs an operation on one key.
   *
   * @return its answer
   */
  public <R> @Nullable R run(K key, Operation<K, V, R> operation) {
    R answer;
    try (Tally tally = Tally.start(context.statistics());
        Scratch scratch = Scratch.take()) {
      ByteWriter keyBytes = scratch.key();
      context.keys().encode(key, keyBytes);
      Plan<K, V> plan = plan(key, keyBytes.buffer(), keyBytes.length());
      KeyLock lock = context.store().lockOf(plan.hash());
      try {
        answer = runLocked(lock, plan, operation, tally, scratch);
      } catch (VirtualMachineError e) {
        lock.letGo();
        throw e;
      }
    }
    awaitListeners();
    return answer;
  }

  private <R> @Nullable R runLocked(
      KeyLock lock, Plan<K, V> plan, Operation<K, V, R> operation, Tally tally, Scratch scratch) {
    Moment now = context.moment();
    try (KeyLock _ = context.store().take(lock)) {
      R answer = decide(plan, operation, now, tally, scratch, loads(context.readLoader()));
      new Settlement<>(context, List.of(plan), now, tally, scratch).settleOne();
      return answer;
    }
  }

  /**
   * Runs an operation on each of several keys, in chunks: each chunk is locked, settled and
   * unlocked by itself.
   *
   * @param operations the operation for the key at that place
   * @return the answers, in the order of the keys
   * @throws CacheWriterException if the writer left something undone; everything it took was done
   * @throws CacheEntryListenerException if a synchronous listener threw; everything was done
   */
  public <R> List<@Nullable R> runAll(
      List<? extends K> keys, IntFunction<Operation<K, V, R>> operations) {
    return runAll(keys, operations, null);
  }

  /**
   * Runs an operation on each of several keys as {@link #runAll(List, IntFunction)} does, and loads
   * the keys that operations want loaded in one call for each chunk.
   *
   * @param loader asked for the values; null to load nothing
   * @throws javax.cache.integration.CacheLoaderException if the loader throws; nothing was done in
   *     that chunk and those after it
   */
  public <R> List<@Nullable R> runAll(
      List<? extends K> keys,
      IntFunction<Operation<K, V, R>> operations,
      @Nullable LoaderGateway<K, V> loader) {
    List<@Nullable R> answers = new ArrayList<>(keys.size());
    RuntimeException failure = null;
    try (Tally tally = Tally.start(context.statistics());
        Scratch scratch = Scratch.take()) {
      for (int from = 0; from < keys.size(); from += CHUNK) {
        int to = Math.min(keys.size(), from + CHUNK);
        int first = from;
        try {
          runChunk(
              keys.subList(from, to),
              place -> operations.apply(first + place),
              loader,
              answers,
              tally,
              scratch);
        } catch (CacheWriterException | CacheEntryListenerException e) {
          failure = Failures.add(failure, e);
        }
        awaitListeners();
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answers;
  }

  private <R> void runChunk(
      List<? extends K> keys,
      IntFunction<Operation<K, V, R>> operations,
      @Nullable LoaderGateway<K, V> loader,
      List<@Nullable R> answers,
      Tally tally,
      Scratch scratch) {
    List<Plan<K, V>> plans = new ArrayList<>(keys.size());
    long[] hashes = new long[keys.size()];
    for (K key : keys) {
      context.keys().encode(key, scratch.key());
      Plan<K, V> plan = plan(key, scratch.key().toByteArray(), scratch.key().length());
      hashes[plans.size()] = plan.hash();
      plans.add(plan);
    }
    KeyLock lock = context.store().lockOf(hashes);
    try {
      runLocked(lock, plans, operations, loader, answers, tally, scratch);
    } catch (VirtualMachineError e) {
      lock.letGo();
      throw e;
    }
  }

  private <R> void runLocked(
      KeyLock lock,
      List<Plan<K, V>> plans,
      IntFunction<Operation<K, V, R>> operations,
      @Nullable LoaderGateway<K, V> loader,
      List<@Nullable R> answers,
      Tally tally,
      Scratch scratch) {
    Moment now = context.moment();
    try (KeyLock _ = context.store().take(lock)) {
      Function<K, @Nullable V> loads =
          loader == null ? loads(null) : preload(plans, operations, loader, now, scratch);
      for (int place = 0; place < plans.size(); place++) {
        answers.add(decide(plans.get(place), operations.apply(place), now, tally, scratch, loads));
      }
      new Settlement<>(context, plans, now, tally, scratch).settleAll();
    }
  }

  private Plan<K, V> plan(K key, byte[] keyBytes, int keyLength) {
    return new Plan<>(key, keyBytes, keyLength, context.store().hash(keyBytes, keyLength));
  }

  /** Loads, in one call, the keys whose operations want it. */
  private <R> Function<K, @Nullable V> preload(
      List<Plan<K, V>> plans,
      IntFunction<Operation<K, V, R>> operations,
      LoaderGateway<K, V> loader,
      Moment now,
      Scratch scratch) {
    List<K> wanted = new ArrayList<>();
    for (int place = 0; place < plans.size(); place++) {
      Plan<K, V> plan = plans.get(place);
      look(plan, now, scratch);
      if (operations.apply(place).wantsLoaded(plan.isPresent())) {
        wanted.add(plan.key());
      }
    }
    return wanted.isEmpty() ? loads(loader) : Preloaded.of(wanted, loader);
  }

  private static <K, V> Function<K, @Nullable V> loads(@Nullable LoaderGateway<K, V> loader) {
    return loader == null ? key -> null : loader::load;
  }

  /** Waits, with no key locked, for asynchronous listeners that do not keep up. */
  private void awaitListeners() {
    if (context.events().hasListeners()) {
      context.events().awaitRoom();
    }
  }

  private void look(Plan<K, V> plan, Moment now, Scratch scratch) {
    boolean isFound =
        context.store().get(plan.keyBytes(), plan.keyLength(), plan.hash(), scratch.entry());
    if (isFound) {
      plan.found(scratch.entry(), now);
    } else {
      plan.notFound();
    }
  }

  /** Shows the entry to the operation, counts the lookup, and keeps what listeners will ask for. */
  private <R> @Nullable R decide(
      Plan<K, V> plan,
      Operation<K, V, R> operation,
      Moment now,
      Tally tally,
      Scratch scratch,
      Function<K, @Nullable V> loads) {
    if (operation.needsEntry() || !context.treatsUpdatesAsCreations()) {
      look(plan, now, scratch);
    }
    if (operation.countsLookup()) {
      tally.lookup(plan.isPresent());
    }
    LiveEntry<K, V> entry =
        new LiveEntry<>(plan.key(), plan.isPresent() ? () -> value(scratch) : null, loads);
    Step<V> step = operation.decide(entry);
    plan.decide(step);
    if (wantsOldValue(plan)) {
      plan.setOldValue(value(scratch));
    }
    return operation.answer(entry, step);
  }

  /** A fresh copy: the operation may have changed the one it was shown. */
  private V value(Scratch scratch) {
    EntryCopy entry = scratch.entry();
    return context
        .values()
        .decode(scratch, entry.bytes(), entry.valueOffset(), entry.valueLength());
  }

  private boolean wantsOldValue(Plan<K, V> plan) {
    if (!context.events().wantsOldValues()) {
      return false;
    }
    return plan.hasExpired()
        ? context.events().isWanted(EventType.EXPIRED)
        : plan.isPresent() && !(plan.step() instanceof Step.Leave);
  }
}
