package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a walk, kept side by side in one buffer; the copy turns from one to the other. The
 * first block of a walk is small, so that who wants few rows has few read. For one thread.
 */
final class EntryBlock {
  /** Entries of the first block. */
  static final int FIRST_ENTRIES = 16;

  /** Most entries of a block. */
  static final int MOST_ENTRIES = 512;

  /** A block with more bytes takes no more entries. */
  private static final int MOST_BYTES = 1 << 17;

  private static final int GROWTH = 4;

  private final EntryWalk walk;
  private final Predicate<EntryCopy> visible;
  private final EntryCopy copy;
  private int[] starts = new int[FIRST_ENTRIES];
  private int[] keyLengths = new int[FIRST_ENTRIES];
  private int[] valueLengths = new int[FIRST_ENTRIES];
  private int[] createdSeconds = new int[FIRST_ENTRIES];
  private long[] deadlinesMs = new long[FIRST_ENTRIES];
  private long[] versions = new long[FIRST_ENTRIES];
  private int wanted = FIRST_ENTRIES;
  private int size;
  private boolean isOver;
  private @Nullable RuntimeException failure;

  /**
   * Nothing yet.
   *
   * @param visible which entries count
   * @param copy what turns to the entries; its buffer is the block's
   */
  EntryBlock(EntryWalk walk, Predicate<EntryCopy> visible, EntryCopy copy) {
    this.walk = walk;
    this.visible = visible;
    this.copy = copy;
  }

  /**
   * Reads the next entries in place of those before; false at the end. A walk that fails in the
   * middle fails at the next call, when what came before has had its turn.
   */
  boolean fill() {
    if (failure != null) {
      throw failure;
    }
    size = 0;
    reserve();
    try {
      read();
    } catch (RuntimeException e) {
      if (size == 0) {
        throw e;
      }
      failure = e;
    }
    wanted = Math.min(MOST_ENTRIES, wanted * GROWTH);
    return size > 0;
  }

  private void read() {
    int end = 0;
    while (!isOver && size < wanted && end < MOST_BYTES) {
      copy.begin(end);
      if (!walk.next(copy)) {
        isOver = true;
      } else if (visible.test(copy)) {
        starts[size] = end;
        keyLengths[size] = copy.keyLength();
        valueLengths[size] = copy.valueLength();
        createdSeconds[size] = copy.createdSeconds();
        deadlinesMs[size] = copy.deadlineMs();
        versions[size] = copy.version();
        size++;
        end = (int) Math.min(MOST_BYTES, (long) end + copy.keyLength() + copy.valueLength());
      }
    }
  }

  private void reserve() {
    if (starts.length < wanted) {
      starts = new int[wanted];
      keyLengths = new int[wanted];
      valueLengths = new int[wanted];
      createdSeconds = new int[wanted];
      deadlinesMs = new long[wanted];
      versions = new long[wanted];
    }
  }

  int size() {
    return size;
  }

  /** Turns the copy to an entry. */
  void turn(int index) {
    copy.turn(
        starts[index],
        keyLengths[index],
        valueLengths[index],
        deadlinesMs[index],
        createdSeconds[index],
        versions[index]);
  }

  /** The buffer that holds the bytes of all entries. */
  byte[] bytes() {
    return copy.bytes();
  }

  /** Where a side of an entry begins in the buffer. */
  int offset(Side side, int index) {
    return side == Side.KEY ? starts[index] : starts[index] + keyLengths[index];
  }

  /** How many bytes a side of an entry has. */
  int length(Side side, int index) {
    return side == Side.KEY ? keyLengths[index] : valueLengths[index];
  }
}
