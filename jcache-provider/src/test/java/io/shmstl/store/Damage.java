package io.shmstl.store;

import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Bytes that get into a segment and do not belong there. */
final class Damage {
  private static final int MOST_NOISE = 64;
  private static final int MOST_ZEROS = 4_096;
  private static final int LOG2_UNIT = 3;

  /** What root, directories and the first extent take behind the start of the heap. */
  private static final int INDEX_BYTES = 48 << 10;

  private final String what;
  private final long address;
  private final byte[] bytes;

  private Damage(String what, long address, byte[] bytes) {
    this.what = what;
    this.address = address;
    this.bytes = bytes;
  }

  /** Damage of a random kind, at a random place among the bytes that are in use. */
  static Damage random(Random random, byte[] sound) {
    int place = place(random, sound);
    int word = place & -Long.BYTES;
    return switch (random.nextInt(6)) {
      case 0 -> noise(random, place);
      case 1 -> new Damage("zeros", place, new byte[1 + random.nextInt(MOST_ZEROS)]);
      case 2 -> new Damage("a word of elsewhere", word, elsewhere(random, sound, Long.BYTES));
      case 3 ->
          new Damage("half a word of elsewhere", word, elsewhere(random, sound, Integer.BYTES));
      case 4 -> new Damage("its own address", word, word(word));
      default -> new Damage("its own unit", word + 4 * random.nextInt(2), unit(word));
    };
  }

  void inflict(MemorySegment memory) {
    long length = Math.min(bytes.length, memory.byteSize() - address);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, address, (int) length);
  }

  @Override
  public String toString() {
    return what + " (" + bytes.length + " bytes) at " + address;
  }

  private static Damage noise(Random random, int place) {
    byte[] bytes = new byte[1 + random.nextInt(MOST_NOISE)];
    random.nextBytes(bytes);
    return new Damage("noise", place, bytes);
  }

  /** A third in the fixed areas, a third where the index is, a third where there is something. */
  private static int place(Random random, byte[] sound) {
    int from = 0;
    int to = sound.length;
    switch (random.nextInt(3)) {
      case 0 -> to = (int) SegmentLayout.BITMAP;
      case 1 -> {
        from = (int) SegmentLayout.heapStart(sound.length);
        to = from + INDEX_BYTES;
      }
      default -> {
        // anywhere
      }
    }
    int place = random.nextInt(from, to);
    for (int tries = 0; sound[place] == 0 && tries < 20; tries++) {
      place = random.nextInt(from, to);
    }
    return place;
  }

  private static byte[] elsewhere(Random random, byte[] sound, int length) {
    byte[] bytes = new byte[length];
    int from = Math.min(place(random, sound), sound.length - Long.BYTES) & -length;
    System.arraycopy(sound, from, bytes, 0, length);
    return bytes;
  }

  private static byte[] word(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static byte[] unit(int address) {
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(address >> LOG2_UNIT)
        .array();
  }
}
