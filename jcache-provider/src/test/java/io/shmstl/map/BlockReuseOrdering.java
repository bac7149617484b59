package io.shmstl.map;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.testing.Orderings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The narrowest race of {@link ReplaceOrdering}, without lease, search and allocator: one slot, two
 * blocks. The old block is invalidated and written again right behind the store of the slot.
 */
@JCStressTest
@State
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the old entry, whole")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "the new entry, whole")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "changed meanwhile: a reader looks again")
@Outcome(
    id = "3",
    expect = FORBIDDEN,
    desc = "the old block's next owner: the slot no longer names the block, nor is it the version")
@Outcome(
    expect = FORBIDDEN,
    desc = "damage: an acquire fence keeps the copy above the looks that say it counts")
public class BlockReuseOrdering {
  private static final StressMap MAP = StressMap.create();
  private static final EntryReader READER = new EntryReader(MAP.segment());
  private static final EntryWriter WRITER = new EntryWriter(MAP.context());
  private static final int SLOT_HASH = 0x5eed;

  /** Nothing of a map: a slot and two blocks for each cell. */
  private static final long[][] CELLS = new long[Orderings.CELLS][];

  private final long slot;
  private final long oldBlock;
  private final long newBlock;
  private final long key;

  /** The slot names the old block. */
  public BlockReuseOrdering() {
    int cell = MAP.nextCell();
    long[] blocks = CELLS[cell];
    if (blocks == null) {
      blocks = new long[] {MAP.allocate(), MAP.allocate(), MAP.allocate()};
      CELLS[cell] = blocks;
    }
    slot = blocks[0];
    oldBlock = blocks[1];
    newBlock = blocks[2];
    key = cell;
    write(oldBlock, StressMap.OLD, 3L * StressVersions.next());
    PageLayout.slotRelease(MAP.memory(), slot, SlotWord.of(SLOT_HASH, oldBlock));
  }

  /** Steps w1 to w4 and w7, then w1 to w3 of the block's next owner. */
  @Actor
  public void writer() {
    long version = 3L * StressVersions.next();
    write(newBlock, StressMap.NEW, version);
    PageLayout.slotRelease(MAP.memory(), slot, SlotWord.of(SLOT_HASH, newBlock));
    WRITER.invalidate(oldBlock);
    write(oldBlock, StressMap.OTHER, version + 1);
  }

  /** Steps r2 to r7. */
  @Actor
  public void reader(I_Result result) {
    EntryCopy copy = MAP.copy();
    long word = PageLayout.slotAcquire(MAP.memory(), slot);
    result.r1 =
        switch (READER.copy(slot, word, copy)) {
          case EntryReader.COPIED -> StressMap.meaning(copy);
          case EntryReader.CHANGED -> 0;
          default -> StressMap.TORN;
        };
  }

  private void write(long block, int value, long version) {
    byte[] keyBytes = StressMap.bytes(key);
    byte[] bytes = StressMap.value(value);
    WRITER.write(
        block,
        0,
        version,
        keyBytes,
        keyBytes.length,
        bytes,
        0,
        bytes.length,
        0,
        EntryLayout.ETERNAL);
  }
}
