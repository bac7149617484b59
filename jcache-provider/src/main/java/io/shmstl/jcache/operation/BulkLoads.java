package io.shmstl.jcache.operation;

import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.integration.LoaderGateway;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;

/** Runs {@code loadAll} on threads of the manager and tells its completion listener. */
public final class BulkLoads<K, V> {
  private final CacheContext<K, V> context;
  private final OperationRunner<K, V> runner;
  private final Executor executor;

  /**
   * Loads of one cache handle.
   *
   * @param executor runs them; may refuse
   */
  public BulkLoads(CacheContext<K, V> context, OperationRunner<K, V> runner, Executor executor) {
    this.context = context;
    this.runner = runner;
    this.executor = executor;
  }

  /**
   * Loads keys and stores what the loader has, without write-through. Returns at once.
   *
   * @param keys a list of the caller's keys that nobody changes
   * @param listener told when all is done, or what went wrong; without one a failure is logged
   * @throws CacheException if too many loads are waiting
   */
  public void start(
      List<? extends K> keys, boolean replacesExisting, @Nullable CompletionListener listener) {
    LoaderGateway<K, V> loader = context.loader();
    if (loader == null) {
      if (listener != null) {
        listener.onCompletion();
      }
      return;
    }
    try {
      executor.execute(() -> load(keys, replacesExisting, loader, listener));
    } catch (RejectedExecutionException e) {
      throw new CacheException(
          "cache %s: too many calls of loadAll wait for a thread".formatted(context.name()), e);
    }
  }

  private void load(
      List<? extends K> keys,
      boolean replacesExisting,
      LoaderGateway<K, V> loader,
      @Nullable CompletionListener listener) {
    Exception failure = null;
    try {
      runner.runAll(keys, place -> Operations.load(replacesExisting), loader);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure = new CacheLoaderException("loadAll failed: " + e, e);
    }
    try {
      if (listener == null) {
        logIf(failure);
      } else if (failure == null) {
        listener.onCompletion();
      } else {
        listener.onException(failure);
      }
    } catch (RuntimeException e) {
      logger().log(Level.WARNING, "cache " + context.name() + ": a completion listener failed", e);
    }
  }

  private void logIf(@Nullable Exception failure) {
    if (failure != null) {
      logger()
          .log(
              Level.WARNING,
              "cache " + context.name() + ": loadAll without completion listener failed",
              failure);
    }
  }

  private static Logger logger() {
    return System.getLogger(BulkLoads.class.getName());
  }
}
