package io.shmstl.map;

import java.lang.foreign.MemorySegment;

/**
 * Chooses who leaves: S3-FIFO (Yang et al., SOSP 2023) in hash order. A new key enters the small
 * queue, or the main one if its ghost is still known; that it came back gives it a place there and
 * no second round, which it has to earn by being read. Two hands sweep the buckets ({@link Hand}),
 * one looking at entries of the small queue, one at those of the main queue: an entry that was read
 * since the hand passed gets another round (from small it moves to main), one that was not leaves.
 * Nothing links entries to each other, so a hit costs at most one byte in a line that is already
 * there, and an expired entry leaves as soon as a hand meets it.
 */
final class Eviction {
  /** Nothing could be evicted. */
  static final long NONE = -1;

  /** Small entries beyond this part of all are evicted first. */
  private static final int SMALL_SHARE = 10;

  /** Rounds after which the hand of a queue without victims gives up. */
  private static final int ROUNDS = PageLayout.MAX_FREQUENCY + 2;

  /** An eighth of a sweep. */
  private static final int ROUNDS_OF_AN_AGE = PageLayout.BUCKETS / 8;

  /** Pages that are looked at for those that will leave next. */
  private static final int PAGES_AHEAD = 12;

  private static final int ALL_SLOTS = 0x7F;

  private final MapContext context;
  private final MemorySegment memory;
  private final SlotChange change;
  private final NextVictims ahead;

  Eviction(MapContext context, SlotChange change) {
    this.context = context;
    this.memory = context.memory();
    this.change = change;
    this.ahead = new NextVictims(memory);
  }

  /** What is known of those that will leave next. */
  NextVictims ahead() {
    return ahead;
  }

  /** Enters a new key into one of the queues; its slot is chosen but not yet published. */
  void admit(int page, long slotAddress, int slotHash) {
    boolean returns = Ghosts.take(memory, page, slotHash);
    PageLayout.frequency(memory, slotAddress, 0);
    PageLayout.small(memory, page, slotAddress, !returns);
    if (!returns) {
      context.add(RootLayout.SMALL_ENTRIES, 1);
    }
  }

  /**
   * Evicts one entry.
   *
   * @return address of its block, which is free unless a snapshot needs it; or {@link #NONE}
   */
  long evictOne() {
    if (context.get(RootLayout.ENTRIES) == 0) {
      return NONE;
    }
    long now = now();
    boolean small =
        context.get(RootLayout.SMALL_ENTRIES) * SMALL_SHARE > context.get(RootLayout.ENTRIES);
    long hole = sweep(small, now);
    return hole != NONE ? hole : sweep(!small, now);
  }

  /** Evicts the least used entry, if any, of a page that has no free slot and cannot be split. */
  void evictFrom(int page) {
    long address = ExtentLayout.address(page);
    long coldest = 0;
    int lowest = Integer.MAX_VALUE;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(PageLayout.bucket(address, b), s);
        if (isLive(PageLayout.slotAcquire(memory, at))
            && PageLayout.frequency(memory, at) < lowest) {
          lowest = PageLayout.frequency(memory, at);
          coldest = at;
        }
      }
    }
    if (coldest != 0) {
      evict(page, coldest, PageLayout.slotAcquire(memory, coldest));
    }
  }

  /** Evicts the live entry of a slot. */
  void evict(int page, long slotAddress, long slot) {
    long counter = hasExpired(slot, now()) ? RootLayout.EXPIRATIONS : RootLayout.EVICTIONS;
    if (PageLayout.isSmall(memory, page, slotAddress)) {
      Ghosts.enter(memory, page, SlotWord.hash(slot));
    }
    change.remove(page, slotAddress, slot);
    context.add(counter, 1);
  }

  private long sweep(boolean small, long now) {
    long field = small ? RootLayout.SMALL_HAND : RootLayout.MAIN_HAND;
    long buckets = context.get(RootLayout.PAGES) * PageLayout.BUCKETS * ROUNDS;
    long hand = context.get(field);
    int prefix = Hand.prefix(hand);
    int round = Hand.round(hand);
    int index = Hand.index(hand);
    for (long left = buckets; left > 0; left--) {
      long word = context.directoryWord(prefix);
      int page = DirectoryLayout.page(word);
      int bucket = Hand.bucket(round);
      long at = PageLayout.bucket(ExtentLayout.address(page), bucket);
      // The queue first: its bits lie close together, while a bucket may have to come from afar.
      int slots = slotsOf(small, page, bucket) >>> index;
      for (; slots != 0; slots >>>= 1, index++) {
        long slotAddress = PageLayout.slot(at, index);
        if ((slots & 1) == 0) {
          continue;
        }
        long slot = PageLayout.slotAcquire(memory, slotAddress);
        if (slot == SlotWord.EMPTY) {
          continue;
        }
        boolean expired = hasExpired(slot, now);
        if ((!expired && survives(small, page, slotAddress)) || !isLive(slot)) {
          continue;
        }
        context.set(field, Hand.of(round, prefix, index + 1));
        lookAhead(small, round, prefix, index + 1);
        evict(page, slotAddress, slot);
        return SlotWord.address(slot);
      }
      index = 0;
      prefix = Hand.nextPrefix(prefix, DirectoryLayout.localDepth(word));
      if (prefix == 0) {
        round = round + 1 & PageLayout.BUCKET_MASK;
        if (!small && round % ROUNDS_OF_AN_AGE == 0) {
          context.add(RootLayout.AGE, 1);
        }
      }
    }
    context.set(field, Hand.of(round, prefix, 0));
    return NONE;
  }

  /** Notes the next two slots of a queue behind the hand, whoever may be in them. */
  private void lookAhead(boolean small, int round, int prefix, int index) {
    int lookRound = round;
    int lookPrefix = prefix;
    int from = index;
    long first = 0;
    for (int pages = 0; pages < PAGES_AHEAD; pages++) {
      long word = context.directoryWord(lookPrefix);
      int page = DirectoryLayout.page(word);
      int bucket = Hand.bucket(lookRound);
      int left = slotsOf(small, page, bucket) >>> from << from;
      while (left != 0) {
        long place =
            NextVictims.place(page, (bucket << 3) + 1 + Integer.numberOfTrailingZeros(left));
        if (first != 0) {
          ahead.note(first, place);
          return;
        }
        first = place;
        left &= left - 1;
      }
      from = 0;
      lookPrefix = Hand.nextPrefix(lookPrefix, DirectoryLayout.localDepth(word));
      if (lookPrefix == 0) {
        lookRound = lookRound + 1 & PageLayout.BUCKET_MASK;
      }
    }
    ahead.note(first, 0);
  }

  /** Bit s for slot s of a bucket, if it is of the queue; slots of the main one may be empty. */
  private int slotsOf(boolean small, int page, int bucket) {
    int slots = PageLayout.smallSlots(memory, page, bucket);
    return small ? slots : ~slots & ALL_SLOTS;
  }

  /** Gives an entry that was read another round; false if it was not read. */
  private boolean survives(boolean small, int page, long slotAddress) {
    int frequency = PageLayout.frequency(memory, slotAddress);
    if (frequency == 0) {
      return false;
    }
    if (small) {
      PageLayout.small(memory, page, slotAddress, false);
      context.add(RootLayout.SMALL_ENTRIES, -1);
      PageLayout.frequency(memory, slotAddress, 0);
    } else {
      PageLayout.frequency(memory, slotAddress, frequency - 1);
    }
    return true;
  }

  private boolean isLive(long slot) {
    return slot != SlotWord.EMPTY
        && (EntryLayout.flags(memory, SlotWord.address(slot)) & EntryLayout.TOMBSTONE) == 0;
  }

  private boolean hasExpired(long slot, long now) {
    if (now == Long.MIN_VALUE) {
      return false;
    }
    long entry = SlotWord.address(slot);
    return (EntryLayout.flags(memory, entry) & EntryLayout.EXPIRING) != 0
        && EntryLayout.deadlineMs(memory, entry) <= now;
  }

  /** The clock, read only if there is anything that can expire. */
  private long now() {
    return context.get(RootLayout.EXPIRING_ENTRIES) == 0
        ? Long.MIN_VALUE
        : context.clockMs().getAsLong();
  }
}
