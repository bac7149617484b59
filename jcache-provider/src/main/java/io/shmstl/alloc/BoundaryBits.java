package io.shmstl.alloc;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The boundary bitmap of a segment: one bit for each 8-byte unit of the file, bit {@code address /
 * 8}.
 *
 * <p>Part of the second map, where a bit says that a free block starts or ends in the unit. During
 * a rebuild the same bits mark the first and last units of live blocks. An address given here must
 * lie below the segment's reserved end, which is what the file's reserved part of the bitmap
 * covers.
 */
final class BoundaryBits {
  /** Bytes of the heap that one 64-bit word of the bitmap covers. */
  static final long BYTES_PER_WORD = 64 * Units.BYTES;

  private static final int WORD_LOG2 = Long.numberOfTrailingZeros(BYTES_PER_WORD);

  private static final VarHandle WORD = Layouts.LONG.varHandle();

  private BoundaryBits() {}

  static boolean isSet(MemorySegment memory, long address) {
    return (word(memory, wordOf(address)) >>> bitOf(address) & 1) != 0;
  }

  /** Sets the bits of two addresses, which may be the same. */
  static void set(MemorySegment memory, long first, long last) {
    long firstWord = wordOf(first);
    long lastWord = wordOf(last);
    if (firstWord == lastWord) {
      word(memory, firstWord, word(memory, firstWord) | bit(first) | bit(last));
    } else {
      word(memory, firstWord, word(memory, firstWord) | bit(first));
      word(memory, lastWord, word(memory, lastWord) | bit(last));
    }
  }

  /**
   * Clears the bits of two addresses, which may be the same.
   *
   * @return false if not both were set
   */
  static boolean clear(MemorySegment memory, long first, long last) {
    long firstWord = wordOf(first);
    long lastWord = wordOf(last);
    long firstBits = word(memory, firstWord);
    if (firstWord == lastWord) {
      long both = bit(first) | bit(last);
      word(memory, firstWord, firstBits & ~both);
      return (firstBits & both) == both;
    }
    long lastBits = word(memory, lastWord);
    word(memory, firstWord, firstBits & ~bit(first));
    word(memory, lastWord, lastBits & ~bit(last));
    return (firstBits & bit(first)) != 0 && (lastBits & bit(last)) != 0;
  }

  /**
   * Tells if any bit is set among those of {@code [from, to)} that share a word with the first or
   * the last of them: a constant effort, and all bits of a block of up to 512 bytes.
   */
  static boolean isAnySetAtTheEnds(MemorySegment memory, long from, long to) {
    long firstWord = wordOf(from);
    long lastWord = wordOf(to - Units.BYTES);
    long fromFirst = -1L << bitOf(from);
    long toLast = -1L >>> (63 - bitOf(to - Units.BYTES));
    if (firstWord == lastWord) {
      return (word(memory, firstWord) & fromFirst & toLast) != 0;
    }
    return ((word(memory, firstWord) & fromFirst) | (word(memory, lastWord) & toLast)) != 0;
  }

  /**
   * The last address up to {@code address}, but not below {@code lowest}, whose bit is set; 0 if
   * there is none in the {@code maxWords} words up to that of the address.
   */
  static long lastSetUpTo(MemorySegment memory, long address, long lowest, int maxWords) {
    long first = Math.max(wordOf(lowest), wordOf(address) - maxWords + 1);
    long mask = -1L >>> (63 - bitOf(address));
    for (long word = wordOf(address); word >= first; word--) {
      long bits = word(memory, word) & mask;
      if (bits != 0) {
        return addressOf(word, 63 - Long.numberOfLeadingZeros(bits));
      }
      mask = -1;
    }
    return 0;
  }

  /** Clears all bits of {@code [from, to)}, which begins and ends at a word's border. */
  static void clearAll(MemorySegment memory, long from, long to) {
    long start = SegmentLayout.BITMAP + wordOf(from) * Long.BYTES;
    long end = SegmentLayout.BITMAP + wordOf(to) * Long.BYTES;
    memory.asSlice(start, end - start).fill((byte) 0);
  }

  /** Ordinal of the word that has the bit of an address. */
  static long wordOf(long address) {
    return address >>> WORD_LOG2;
  }

  /** The address whose bit is bit {@code bit} of word {@code word}. */
  static long addressOf(long word, int bit) {
    return (word << WORD_LOG2) + ((long) bit << Units.LOG2_BYTES);
  }

  static long word(MemorySegment memory, long word) {
    return memory.get(Layouts.LONG, SegmentLayout.BITMAP + word * Long.BYTES);
  }

  static long wordOpaque(MemorySegment memory, long word) {
    return (long) WORD.getOpaque(memory, SegmentLayout.BITMAP + word * Long.BYTES);
  }

  static void word(MemorySegment memory, long word, long bits) {
    memory.set(Layouts.LONG, SegmentLayout.BITMAP + word * Long.BYTES, bits);
  }

  private static long bit(long address) {
    return 1L << bitOf(address);
  }

  private static int bitOf(long address) {
    return (int) (address >>> Units.LOG2_BYTES) & 63;
  }
}
