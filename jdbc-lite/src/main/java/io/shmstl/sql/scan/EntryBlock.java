package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopies;
import io.shmstl.map.EntryCopy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a walk, kept side by side in one buffer; the copy turns from one to the other. The
 * first block of a walk is small, so that who wants few rows has few read. For one thread.
 */
final class EntryBlock {
  /** Entries of the first block: what those want who want few. */
  static final int FIRST_ENTRIES = 16;

  /** Most entries of a block. */
  static final int MOST_ENTRIES = 512;

  /** A block with more bytes takes no more entries. */
  private static final int MOST_BYTES = 1 << 17;

  private static final int GROWTH = 4;

  private final EntryWalk walk;
  private final Predicate<EntryCopy> visible;
  private final EntryCopies entries;
  private int wanted = FIRST_ENTRIES;
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
    this.entries = new EntryCopies(copy);
  }

  /**
   * Reads the next entries in place of those before; false at the end. A walk that fails in the
   * middle fails at the next call, when what came before has had its turn.
   */
  boolean fill() {
    if (failure != null) {
      throw failure;
    }
    entries.clear(wanted, MOST_BYTES);
    try {
      isOver = isOver || !walk.addTo(entries, visible);
    } catch (RuntimeException e) {
      if (size() == 0) {
        throw e;
      }
      failure = e;
    }
    wanted = Math.min(MOST_ENTRIES, wanted * GROWTH);
    return size() > 0;
  }

  int size() {
    return entries.size();
  }

  /** Turns the copy to an entry. */
  void turn(int index) {
    entries.turn(index);
  }

  /** The buffer that holds the bytes of all entries. */
  byte[] bytes() {
    return entries.bytes();
  }

  /** Where a side of an entry begins in the buffer. */
  int offset(Side side, int index) {
    return side == Side.KEY ? entries.keyOffset(index) : entries.valueOffset(index);
  }

  /** How many bytes a side of an entry has. */
  int length(Side side, int index) {
    return side == Side.KEY ? entries.keyLength(index) : entries.valueLength(index);
  }
}
