package io.shmstl.jcache.operation;

import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.Scratch;
import io.shmstl.jcache.event.Failures;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import java.util.ArrayList;
import java.util.List;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheWriterException;

/** Removes every key, each as by {@code remove}: with writer, events and counts. */
public final class Sweep<K, V> {
  /** Keys that are held at a time. */
  private static final int PAGE = 16 * OperationRunner.CHUNK;

  private final CacheContext<K, V> context;
  private final OperationRunner<K, V> runner;

  /** A sweep of one cache handle. */
  public Sweep(CacheContext<K, V> context, OperationRunner<K, V> runner) {
    this.context = context;
    this.runner = runner;
  }

  /**
   * Removes what is there when the sweep passes.
   *
   * @throws CacheWriterException if the writer left keys undeleted; they stay, all others are gone
   * @throws CacheEntryListenerException if a synchronous listener threw; all keys are gone
   */
  public void removeAll() {
    EntryCursor cursor = context.store().entries();
    RuntimeException failure = null;
    List<K> keys = nextKeys(cursor);
    while (!keys.isEmpty()) {
      try {
        runner.runAll(keys, place -> Operations.removeFound());
      } catch (CacheWriterException | CacheEntryListenerException e) {
        failure = Failures.add(failure, e);
      }
      keys = nextKeys(cursor);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<K> nextKeys(EntryCursor cursor) {
    List<K> keys = new ArrayList<>();
    try (Scratch scratch = Scratch.take()) {
      EntryCopy entry = scratch.entry();
      while (keys.size() < PAGE && context.store().next(cursor, entry)) {
        keys.add(
            context.keys().decode(scratch, entry.bytes(), entry.keyOffset(), entry.keyLength()));
      }
    }
    return keys;
  }
}
