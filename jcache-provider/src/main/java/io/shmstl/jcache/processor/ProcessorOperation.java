package io.shmstl.jcache.processor;

import io.shmstl.jcache.operation.LiveEntry;
import io.shmstl.jcache.operation.Operation;
import io.shmstl.jcache.operation.Step;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;

/**
 * One run of an entry processor on one key: the only place where it is called. Used once, by one
 * thread.
 *
 * @param <T> type of the processor's result
 */
public final class ProcessorOperation<K, V, T> implements Operation<K, V, T> {
  private final EntryProcessor<K, V, T> processor;
  private final Object[] arguments;
  private @Nullable T result;

  /** A run that has not started. */
  public ProcessorOperation(EntryProcessor<K, V, T> processor, Object... arguments) {
    this.processor = processor;
    this.arguments = arguments;
  }

  /**
   * Runs the processor.
   *
   * @throws EntryProcessorException whatever it throws, errors included, as cause
   */
  @Override
  public Step<V> decide(LiveEntry<K, V> entry) {
    ProcessorEntry<K, V> mutable = new ProcessorEntry<>(entry);
    try {
      result = processor.process(mutable, arguments);
      return mutable.step();
    } catch (EntryProcessorException e) {
      throw e;
    } catch (Throwable e) {
      throw new EntryProcessorException(processor.getClass().getName() + " failed: " + e, e);
    } finally {
      mutable.end();
    }
  }

  @Override
  public @Nullable T answer(LiveEntry<K, V> entry, Step<V> step) {
    return result;
  }

  @Override
  public boolean countsLookup() {
    return true;
  }
}
