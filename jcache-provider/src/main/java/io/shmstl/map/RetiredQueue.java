package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import java.lang.foreign.MemorySegment;

/**
 * What was superseded while a snapshot might still need it, oldest first. Lives in the segment, so
 * it is there for whoever holds the lease next; a recovery drops it whole, since it also makes
 * every open snapshot too old.
 *
 * <p>{@link #ensureRoom} is called before a change, so that retiring cannot fail in the middle of
 * one.
 */
final class RetiredQueue {
  private final MapContext context;
  private final MemorySegment memory;
  private final Allocator allocator;

  RetiredQueue(MapContext context) {
    this.context = context;
    this.memory = context.memory();
    this.allocator = context.allocator();
  }

  boolean isEmpty() {
    return context.get(RootLayout.RETIRED_HEAD) == 0;
  }

  /** Makes room for two more records; false if there is no memory for a chunk. */
  boolean ensureRoom() {
    long tail = context.get(RootLayout.RETIRED_TAIL);
    if (tail != 0 && context.get(RootLayout.RETIRED_LAST) + 2 <= RetiredLayout.RECORDS) {
      return true;
    }
    if (tail != 0 && RetiredLayout.next(memory, tail) != 0) {
      return true;
    }
    long chunk = allocator.allocate(RetiredLayout.BYTES);
    if (chunk == 0) {
      return false;
    }
    RetiredLayout.next(memory, chunk, 0);
    if (tail == 0) {
      context.set(RootLayout.RETIRED_HEAD, chunk);
      context.set(RootLayout.RETIRED_TAIL, chunk);
      context.set(RootLayout.RETIRED_FIRST, 0);
      context.set(RootLayout.RETIRED_LAST, 0);
    } else {
      RetiredLayout.next(memory, tail, chunk);
    }
    return true;
  }

  /** Appends; there is room. */
  void add(long entry, int hash, long supersededBy, long bytes) {
    long tail = context.get(RootLayout.RETIRED_TAIL);
    long last = context.get(RootLayout.RETIRED_LAST);
    if (last == RetiredLayout.RECORDS) {
      tail = RetiredLayout.next(memory, tail);
      last = 0;
      context.set(RootLayout.RETIRED_TAIL, tail);
    }
    RetiredLayout.record(memory, tail, last, entry, hash, supersededBy);
    context.set(RootLayout.RETIRED_LAST, last + 1);
    context.add(RootLayout.RETAINED_BYTES, bytes);
  }

  /** The commit version that superseded the oldest record; {@code Long.MAX_VALUE} if none. */
  long oldestSupersededBy() {
    long head = context.get(RootLayout.RETIRED_HEAD);
    if (head == 0 || isDrained(head)) {
      return Long.MAX_VALUE;
    }
    return RetiredLayout.supersededBy(memory, head, context.get(RootLayout.RETIRED_FIRST));
  }

  long oldestEntry() {
    return RetiredLayout.entry(
        memory, context.get(RootLayout.RETIRED_HEAD), context.get(RootLayout.RETIRED_FIRST));
  }

  int oldestHash() {
    return RetiredLayout.hash(
        memory, context.get(RootLayout.RETIRED_HEAD), context.get(RootLayout.RETIRED_FIRST));
  }

  /** Takes the oldest record off; chunks that become empty are freed. */
  void removeOldest(long bytes) {
    long head = context.get(RootLayout.RETIRED_HEAD);
    long first = context.get(RootLayout.RETIRED_FIRST) + 1;
    context.set(RootLayout.RETIRED_FIRST, first);
    context.add(RootLayout.RETAINED_BYTES, -bytes);
    if (isDrained(head)) {
      release(head);
    } else if (first == RetiredLayout.RECORDS) {
      context.set(RootLayout.RETIRED_HEAD, RetiredLayout.next(memory, head));
      context.set(RootLayout.RETIRED_FIRST, 0);
      allocator.free(head, RetiredLayout.BYTES);
    }
  }

  /** Forgets everything; the blocks are the rebuild's to find. */
  void reset() {
    context.set(RootLayout.RETIRED_HEAD, 0);
    context.set(RootLayout.RETIRED_TAIL, 0);
    context.set(RootLayout.RETIRED_FIRST, 0);
    context.set(RootLayout.RETIRED_LAST, 0);
    context.set(RootLayout.RETAINED_BYTES, 0);
  }

  /** Visits the queue's own chunks and what they hold, for the check of the whole segment. */
  void forEach(RetiredVisitor visitor) {
    long tail = context.get(RootLayout.RETIRED_TAIL);
    long index = context.get(RootLayout.RETIRED_FIRST);
    for (long chunk = context.get(RootLayout.RETIRED_HEAD);
        chunk != 0;
        chunk = RetiredLayout.next(memory, chunk)) {
      visitor.chunk(chunk, RetiredLayout.BYTES);
      long end = chunk == tail ? context.get(RootLayout.RETIRED_LAST) : RetiredLayout.RECORDS;
      boolean isSpare = tail != 0 && chunk == RetiredLayout.next(memory, tail);
      for (; !isSpare && index < end; index++) {
        visitor.retired(RetiredLayout.entry(memory, chunk, index));
      }
      index = 0;
    }
  }

  private boolean isDrained(long head) {
    return head == context.get(RootLayout.RETIRED_TAIL)
        && context.get(RootLayout.RETIRED_FIRST) == context.get(RootLayout.RETIRED_LAST);
  }

  private void release(long head) {
    long spare = RetiredLayout.next(memory, head);
    reset();
    allocator.free(head, RetiredLayout.BYTES);
    if (spare != 0) {
      allocator.free(spare, RetiredLayout.BYTES);
    }
  }

  /** Receives what a queue holds. */
  interface RetiredVisitor {
    void chunk(long address, long bytes);

    void retired(long entry);
  }
}
