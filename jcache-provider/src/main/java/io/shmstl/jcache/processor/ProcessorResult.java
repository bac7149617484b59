package io.shmstl.jcache.processor;

import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * What a processor came to for one of several keys: a result, or what went wrong.
 *
 * @param result null if it failed
 * @param failure null if it did not
 */
public record ProcessorResult<T>(@Nullable T result, @Nullable EntryProcessorException failure)
    implements EntryProcessorResult<T> {
  /** A result. */
  public static <T> ProcessorResult<T> of(T result) {
    return new ProcessorResult<>(result, null);
  }

  /** A failure; what is no {@link EntryProcessorException} becomes the cause of one. */
  public static <T> ProcessorResult<T> failed(RuntimeException failure) {
    return new ProcessorResult<>(
        null,
        failure instanceof EntryProcessorException e
            ? e
            : new EntryProcessorException(failure.getMessage(), failure));
  }

  @Override
  public @Nullable T get() {
    if (failure != null) {
      throw failure;
    }
    return result;
  }
}
