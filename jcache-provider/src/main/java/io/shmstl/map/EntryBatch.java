package io.shmstl.map;

import io.shmstl.segment.Segment;
import java.util.Arrays;

/**
 * The entries that the slots of several pages name, in the order in which they lie in memory. The
 * index knows them in the order of their hashes, where each lies far from the one before, and the
 * reading of them waits for memory most of the time; in the order of addresses the processor sees
 * what comes next. The first batch is one page, so that who wants few rows reads few; later ones
 * are larger, up to the whole index of a map of a million entries.
 *
 * <p>Addresses may be old when they are followed: whoever walks holds a pin, under which nothing is
 * freed that a slot named when its page was copied. For one thread.
 */
final class EntryBatch {
  /** Most entries of a batch, but for those of its last page: 4 bytes of the heap each, twice. */
  static final int MOST_ENTRIES = 1 << 20;

  /** A batch is this many times as large as the one before. */
  private static final int GROWTH = 64;

  /** Entries are put in order if the batch is more than one part of the map in this many. */
  private static final int SHARE_TO_ORDER = 8;

  /** Entries whose memory is asked for at once where they are in no order; a power of two. */
  private static final int ENTRIES_AT_ONCE = 32;

  /** From one entry to the next of a piece that is read at once; in units of eight bytes. */
  private static final int MOST_UNITS_BETWEEN = 64;

  private static final int PASSES = 3;
  private static final int[] NOTHING = {};

  private final Segment segment;
  private final long root;
  private final EntryReader entries;
  private final PageWalk pages;

  /** Addresses in units of eight bytes, as the slots have them. */
  private int[] units = NOTHING;

  private int[] spare = NOTHING;
  private int wanted = 1;
  private int count;
  private int next;
  private boolean isOrdered;

  EntryBatch(Segment segment, long root, EntryReader entries) {
    this.segment = segment;
    this.root = root;
    this.entries = entries;
    this.pages = new PageWalk(segment, root, entries, false);
  }

  /** Address of the next entry; 0 at the end. */
  long next() {
    if (next == count && !fill()) {
      return 0;
    }
    if (!isOrdered && next % ENTRIES_AT_ONCE == 0) {
      fetch(next, Math.min(count, next + ENTRIES_AT_ONCE));
    }
    return SlotWord.addressOf(units[next++]);
  }

  /**
   * How many of the entries that come next lie so close to each other that they are best read as
   * one piece: each behind the one before, and the one behind the last of them too, which is where
   * the piece ends. 0 where the next entry must be read alone, or there is none.
   *
   * @param most no more than so many
   * @param mostBytes in no larger piece
   */
  int countInRun(int most, int mostBytes) {
    if (!isOrdered) {
      return 0;
    }
    int last = Math.min(next + most, count - 1);
    int mostUnits = mostBytes >>> 3;
    int i = next;
    while (i < last) {
      int gap = units[i + 1] - units[i];
      if (gap <= 0 || gap > MOST_UNITS_BETWEEN || units[i + 1] - units[next] > mostUnits) {
        break;
      }
      i++;
    }
    return i - next;
  }

  /** Address of the entry that comes so many behind the next one. */
  long address(int ahead) {
    return SlotWord.addressOf(units[next + ahead]);
  }

  /** Moves behind so many entries. */
  void skip(int entriesRead) {
    next += entriesRead;
  }

  private boolean fill() {
    next = 0;
    count = 0;
    while (count < wanted && pages.nextPage()) {
      reserve(count + pages.count());
      for (int i = 0; i < pages.count(); i++) {
        int unit = SlotWord.unit(pages.slot(i));
        if (unit != 0) { // a slot that names nothing is damaged, and not the end
          units[count++] = unit;
        }
      }
    }
    pages.forget();
    wanted = Math.min(MOST_ENTRIES, Math.max(wanted, PageLayout.SLOTS) * GROWTH);
    order();
    return count > 0;
  }

  private void reserve(int most) {
    if (units.length < most) {
      long ofMap = RootLayout.get(segment.memory(), root, RootLayout.ENTRIES) + PageLayout.SLOTS;
      long room = Math.max(2L * most, Math.min(wanted + (long) PageLayout.SLOTS, ofMap));
      int length = (int) Math.min(room, MOST_ENTRIES + (long) PageLayout.SLOTS);
      units = Arrays.copyOf(units, units.length == 0 ? most : length);
    }
  }

  /** Puts the addresses in order, digit by digit from the lowest. */
  private void order() {
    long ofMap = RootLayout.get(segment.memory(), root, RootLayout.ENTRIES);
    isOrdered = count > PageLayout.SLOTS && (long) count * SHARE_TO_ORDER > ofMap;
    if (!isOrdered) {
      return;
    }
    if (spare.length < count) {
      spare = new int[units.length];
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(segment.reservedEnd() >>> 3);
    int digitBits = Math.ceilDiv(bits, PASSES);
    int[][] places = places(digitBits);
    for (int pass = 0; pass < PASSES; pass++) {
      orderBy(pass * digitBits, places[pass]);
    }
  }

  /** Where the first entry of each digit goes in each pass: in one look at all of them. */
  private int[][] places(int digitBits) {
    int mask = (1 << digitBits) - 1;
    int[] low = new int[mask + 2];
    int[] middle = new int[mask + 2];
    int[] high = new int[mask + 2];
    for (int i = 0; i < count; i++) {
      int unit = units[i];
      low[(unit & mask) + 1]++;
      middle[(unit >>> digitBits & mask) + 1]++;
      high[(unit >>> (2 * digitBits) & mask) + 1]++;
    }
    int[][] places = {low, middle, high};
    for (int[] counts : places) {
      for (int digit = 1; digit <= mask; digit++) {
        counts[digit] += counts[digit - 1];
      }
    }
    return places;
  }

  private void orderBy(int shift, int[] places) {
    int[] from = units;
    int[] to = spare;
    int mask = places.length - 2;
    for (int i = 0; i < count; i++) {
      int unit = from[i];
      to[places[unit >>> shift & mask]++] = unit;
    }
    units = to;
    spare = from;
  }

  /**
   * Has the first lines of several entries loaded. Each load waits for memory; side by side they
   * wait together, where the reading of one entry leaves no room for the next one's.
   */
  private void fetch(int from, int to) {
    for (int i = from; i < to; i++) {
      entries.fetch(SlotWord.addressOf(units[i]));
    }
  }
}
