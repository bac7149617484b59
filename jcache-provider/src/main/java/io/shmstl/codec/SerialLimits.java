package io.shmstl.codec;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/**
 * The filter of one object that is read: limits first, then the filter of the cache, then it
 * remembers which class was rejected.
 *
 * <p>The limits keep damaged bytes from taking more memory or stack than their number justifies.
 * Against bytes made with intent only a filter that names the classes of the application helps.
 */
final class SerialLimits implements ObjectInputFilter {
  /** Most objects around one object. */
  static final int MAX_DEPTH = 1_000;

  /** Most array elements and buckets for each byte of the stream. */
  static final int MAX_ELEMENTS_PER_BYTE = 16;

  /** Array elements that are admitted whatever the length of the stream. */
  static final int FREE_ELEMENTS = 1_024;

  private final long maxElements;
  private final long maxReferences;
  private final @Nullable ObjectInputFilter filter;
  private @Nullable String rejection;

  SerialLimits(int streamBytes, @Nullable ObjectInputFilter filter) {
    this.maxElements = FREE_ELEMENTS + (long) streamBytes * MAX_ELEMENTS_PER_BYTE;
    this.maxReferences = streamBytes;
    this.filter = filter;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    if (info.depth() > MAX_DEPTH) {
      return reject("its objects nest deeper than " + MAX_DEPTH + " levels");
    }
    if (info.arrayLength() > maxElements || info.references() > maxReferences) {
      return reject("it announces more than its bytes can hold");
    }
    if (filter == null) {
      return Status.UNDECIDED;
    }
    Status status = filter.checkInput(info);
    if (status == Status.REJECTED) {
      Class<?> type = info.serialClass();
      return reject(
          "the serial filter rejects "
              + (type == null ? "its depth, size or references" : "the class " + type.getName()));
    }
    return status;
  }

  /** Why the object was rejected, or null if it was not. */
  @Nullable String rejection() {
    return rejection;
  }

  private Status reject(String reason) {
    if (rejection == null) {
      rejection = reason;
    }
    return Status.REJECTED;
  }
}
