package io.shmstl.map;

import java.util.Arrays;

/**
 * A validated copy of one entry on the heap: key bytes, value bytes, times. Made to be used again
 * and again by one thread, so that a read allocates nothing; valid until the next read into it.
 *
 * <p>Who wants to keep several entries beside each other gives each a {@link #begin place} of its
 * own in the buffer, and comes {@link #turn back} to them.
 */
public final class EntryCopy {
  private static final int INITIAL_BYTES = 512;

  /** A buffer that had to grow beyond this is given back by {@link #trim}. */
  private static final int RETAINED_BYTES = 1 << 20;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int start;
  private int keyLength;
  private int valueLength;
  private long deadlineMs = EntryLayout.ETERNAL;
  private int createdSeconds;
  private long version;
  private long previous;
  private int flags;
  private int check;
  private long slotAddress;
  private long slot;
  private int page;
  private int frequency;

  /** Makes an empty copy. */
  public EntryCopy() {}

  /** Where in the buffer the next entry goes; what lies before stays as it is. */
  public void begin(int position) {
    start = position;
    keyLength = 0;
    valueLength = 0;
  }

  /** Turns to an entry that was copied before, and whose bytes are still there. */
  public void turn(
      int position,
      int newKeyLength,
      int newValueLength,
      long newDeadlineMs,
      int newCreatedSeconds,
      long newVersion) {
    start = position;
    set(newKeyLength, newValueLength, newDeadlineMs, newCreatedSeconds, newVersion, 0, 0, 0);
  }

  /** The buffer that holds key and value; shared, not copied. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the key starts in {@link #bytes}. */
  public int keyOffset() {
    return start;
  }

  /** Length of the key in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Where the value starts in {@link #bytes}. */
  public int valueOffset() {
    return start + keyLength;
  }

  /** Length of the value in bytes. */
  public int valueLength() {
    return valueLength;
  }

  /** When the entry expires, in milliseconds since 1970; {@code Long.MAX_VALUE}: never. */
  public long deadlineMs() {
    return deadlineMs;
  }

  /** When the entry was stored, in seconds since 1970; 0 where the entry does not keep it. */
  public int createdSeconds() {
    return createdSeconds;
  }

  /** The commit version that stored this entry: greater means later, within one cache. */
  public long version() {
    return version;
  }

  /** How often the entry was read before, as eviction remembers it: 0 to 3. */
  public int frequency() {
    return frequency;
  }

  /** Where the stamp of the key lies, if a map has found the entry by its key. */
  public long stampAddress() {
    return ExtentLayout.stamp(page, PageLayout.home(SlotWord.hash(slot)));
  }

  /** The value's bytes in an array of their own. */
  public byte[] value() {
    return Arrays.copyOfRange(bytes, valueOffset(), valueOffset() + valueLength);
  }

  /** The key's bytes in an array of their own. */
  public byte[] key() {
    return Arrays.copyOfRange(bytes, start, start + keyLength);
  }

  /**
   * Copies an entry that was kept outside of a segment.
   *
   * @param from holds the key at the offset, and the value behind it
   */
  public void take(
      byte[] from,
      int offset,
      int newKeyLength,
      int newValueLength,
      long newDeadlineMs,
      int newCreatedSeconds,
      long newVersion) {
    int body = newKeyLength + newValueLength;
    System.arraycopy(from, offset, room(body), start, body);
    set(newKeyLength, newValueLength, newDeadlineMs, newCreatedSeconds, newVersion, 0, 0, 0);
  }

  /** Gives an extraordinarily large buffer back to the heap. */
  public void trim() {
    if (bytes.length > RETAINED_BYTES) {
      bytes = new byte[INITIAL_BYTES];
      start = 0;
      keyLength = 0;
      valueLength = 0;
    }
  }

  boolean hasKey(byte[] key, int length) {
    return keyLength == length && Arrays.equals(bytes, start, start + length, key, 0, length);
  }

  /** The buffer, with room for so many bytes from the key's offset on. */
  byte[] room(int length) {
    int end = Math.addExact(start, length);
    if (bytes.length < end) {
      int larger = Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L));
      bytes = start == 0 ? new byte[larger] : Arrays.copyOf(bytes, larger);
    }
    return bytes;
  }

  boolean isTombstone() {
    return (flags & EntryLayout.TOMBSTONE) != 0;
  }

  int flags() {
    return flags;
  }

  /** Whether key and value are what was stored; false if the memory was damaged since. */
  boolean isWhole(long seed) {
    return isTombstone()
        || KeyHash.check(bytes, start, keyLength, bytes, valueOffset(), valueLength, seed) == check;
  }

  /** Where the entry was found. */
  void foundAt(int newPage, long newSlotAddress, long newSlot, int newFrequency) {
    page = newPage;
    slotAddress = newSlotAddress;
    slot = newSlot;
    frequency = newFrequency;
  }

  /** Where the slot of the key lies, if a map has found the entry by its key. */
  public long slotAddress() {
    return slotAddress;
  }

  /** The word in that slot: not 0, and another one when it names another entry. */
  public long slot() {
    return slot;
  }

  /** Address of the version that this one replaced; only to be believed under a pin. */
  long previous() {
    return previous;
  }

  void set(
      int keyLength,
      int valueLength,
      long deadlineMs,
      int createdSeconds,
      long version,
      long previous,
      int flags,
      int check) {
    this.keyLength = keyLength;
    this.valueLength = valueLength;
    this.deadlineMs = deadlineMs;
    this.createdSeconds = createdSeconds;
    this.version = version;
    this.previous = previous;
    this.flags = flags;
    this.check = check;
  }
}
