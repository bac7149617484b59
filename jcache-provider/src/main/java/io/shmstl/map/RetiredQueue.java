package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.CorruptException;
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
    long tail = tail();
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
    long tail = tail();
    long last = index(RootLayout.RETIRED_LAST);
    if (last == RetiredLayout.RECORDS) {
      tail = requireChunk(RetiredLayout.next(memory, tail));
      last = 0;
      context.set(RootLayout.RETIRED_TAIL, tail);
    }
    RetiredLayout.record(memory, tail, last, entry, hash, supersededBy);
    context.set(RootLayout.RETIRED_LAST, last + 1);
    context.add(RootLayout.RETAINED_BYTES, bytes);
  }

  /** The commit version that superseded the oldest record; {@code Long.MAX_VALUE} if none. */
  long oldestSupersededBy() {
    if (isEmpty()) {
      return Long.MAX_VALUE;
    }
    long head = head();
    return isDrained(head) ? Long.MAX_VALUE : RetiredLayout.supersededBy(memory, head, first());
  }

  /**
   * Loads words of the lines of the oldest entry, which was used long ago and has left the caches.
   * Any thread, without the lease: what is read is not believed, only checked to lie where it may
   * be touched, and the result means nothing.
   */
  long fetchOldest(EntryReader entries) {
    long head = context.get(RootLayout.RETIRED_HEAD);
    if (head == 0 || (head & 7) != 0 || !entries.isReserved(head, RetiredLayout.BYTES)) {
      return 0;
    }
    long first = context.get(RootLayout.RETIRED_FIRST);
    return first >= 0 && first < RetiredLayout.RECORDS
        ? entries.fetchedBlock(RetiredLayout.entry(memory, head, first))
        : 0;
  }

  long oldestEntry() {
    return RetiredLayout.entry(memory, head(), first());
  }

  int oldestHash() {
    return RetiredLayout.hash(memory, head(), first());
  }

  /** Takes the oldest record off; chunks that become empty are freed. */
  void removeOldest(long bytes) {
    long head = head();
    long first = first() + 1;
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

  /**
   * Visits the queue's own chunks and what they hold, for the check of the whole segment.
   *
   * @throws CorruptException if it is not a queue
   */
  void forEach(RetiredVisitor visitor) {
    long tail = context.get(RootLayout.RETIRED_TAIL);
    long index = index(RootLayout.RETIRED_FIRST);
    long left = context.segment().capacityBytes() / RetiredLayout.BYTES;
    for (long chunk = context.get(RootLayout.RETIRED_HEAD);
        chunk != 0;
        chunk = RetiredLayout.next(memory, chunk)) {
      requireChunk(chunk);
      if (left-- == 0) {
        throw damaged(chunk, "chunks without end", "a last one");
      }
      visitor.chunk(chunk, RetiredLayout.BYTES);
      long end = chunk == tail ? index(RootLayout.RETIRED_LAST) : RetiredLayout.RECORDS;
      boolean isSpare = tail != 0 && chunk == RetiredLayout.next(memory, tail);
      for (; !isSpare && index < end; index++) {
        visitor.retired(RetiredLayout.entry(memory, chunk, index));
      }
      index = 0;
    }
  }

  private long head() {
    return requireChunk(context.get(RootLayout.RETIRED_HEAD));
  }

  private long tail() {
    long tail = context.get(RootLayout.RETIRED_TAIL);
    return tail == 0 ? 0 : requireChunk(tail);
  }

  /** The place of the oldest record in its chunk, where there is one. */
  private long first() {
    long first = index(RootLayout.RETIRED_FIRST);
    if (first == RetiredLayout.RECORDS) {
      throw damaged(head(), "first record " + first, "one of " + RetiredLayout.RECORDS);
    }
    return first;
  }

  private long index(long field) {
    long index = context.get(field);
    if (index < 0 || index > RetiredLayout.RECORDS) {
      throw damaged(context.root() + field, "record " + index, "0 to " + RetiredLayout.RECORDS);
    }
    return index;
  }

  private long requireChunk(long chunk) {
    context.segment().requireReserved(chunk, RetiredLayout.BYTES);
    if ((chunk & 7) != 0) {
      throw damaged(chunk, "a chunk", "one at a multiple of 8");
    }
    return chunk;
  }

  private CorruptException damaged(long address, String found, String expected) {
    return new CorruptException(
        "queue of the retired in " + context.segment().file(), address, found, expected);
  }

  private boolean isDrained(long head) {
    return head == context.get(RootLayout.RETIRED_TAIL)
        && context.get(RootLayout.RETIRED_FIRST) == context.get(RootLayout.RETIRED_LAST);
  }

  private void release(long head) {
    long spare = RetiredLayout.next(memory, head);
    if (spare != 0) {
      requireChunk(spare);
    }
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
