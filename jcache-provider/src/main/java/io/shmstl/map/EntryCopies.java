package io.shmstl.map;

import java.util.Arrays;

/**
 * Validated copies of several entries, side by side in the buffer of one {@link EntryCopy}, which
 * turns from one to the other. Filled anew again and again by one thread.
 */
public final class EntryCopies {
  private static final int INITIAL_ENTRIES = 16;

  private final EntryCopy copy;
  private int[] starts = new int[INITIAL_ENTRIES];
  private int[] keyLengths = new int[INITIAL_ENTRIES];
  private int[] valueLengths = new int[INITIAL_ENTRIES];
  private int[] createdSeconds = new int[INITIAL_ENTRIES];
  private long[] deadlinesMs = new long[INITIAL_ENTRIES];
  private long[] versions = new long[INITIAL_ENTRIES];
  private int mostEntries;
  private int mostBytes;
  private int size;
  private int end;

  /**
   * No entries yet.
   *
   * @param copy what turns to them
   */
  public EntryCopies(EntryCopy copy) {
    this.copy = copy;
  }

  /**
   * Forgets all entries.
   *
   * @param newMostEntries as many entries, and it is full
   * @param newMostBytes with as many bytes it is full too
   */
  public void clear(int newMostEntries, int newMostBytes) {
    mostEntries = newMostEntries;
    mostBytes = newMostBytes;
    size = 0;
    end = 0;
    if (starts.length < mostEntries) {
      starts = Arrays.copyOf(starts, mostEntries);
      keyLengths = Arrays.copyOf(keyLengths, mostEntries);
      valueLengths = Arrays.copyOf(valueLengths, mostEntries);
      createdSeconds = Arrays.copyOf(createdSeconds, mostEntries);
      deadlinesMs = Arrays.copyOf(deadlinesMs, mostEntries);
      versions = Arrays.copyOf(versions, mostEntries);
    }
  }

  /** Whether there are as many as are wanted. */
  public boolean isFull() {
    return size >= mostEntries || end >= mostBytes;
  }

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** The copy, with room for one more entry behind the others. */
  public EntryCopy next() {
    copy.begin(end);
    return copy;
  }

  /** Keeps what was copied into {@link #next}. */
  public void add() {
    add(
        end,
        copy.keyLength(),
        copy.valueLength(),
        copy.deadlineMs(),
        copy.createdSeconds(),
        copy.version());
    end = (int) Math.min(Integer.MAX_VALUE, (long) end + copy.keyLength() + copy.valueLength());
  }

  /** Turns the copy to an entry. */
  public void turn(int index) {
    copy.turn(
        starts[index],
        keyLengths[index],
        valueLengths[index],
        deadlinesMs[index],
        createdSeconds[index],
        versions[index]);
  }

  /** The buffer that holds the bytes of all entries; another one after entries were added. */
  public byte[] bytes() {
    return copy.bytes();
  }

  /** Where the key of an entry begins in the buffer. */
  public int keyOffset(int index) {
    return starts[index];
  }

  /** How many bytes the key of an entry has. */
  public int keyLength(int index) {
    return keyLengths[index];
  }

  /** Where the value of an entry begins in the buffer. */
  public int valueOffset(int index) {
    return starts[index] + keyLengths[index];
  }

  /** How many bytes the value of an entry has. */
  public int valueLength(int index) {
    return valueLengths[index];
  }

  /** How many more entries are wanted. */
  int entriesLeft() {
    return mostEntries - size;
  }

  /** How many more bytes are wanted, about. */
  int bytesLeft() {
    return mostBytes - end;
  }

  /** Makes room for bytes that are all to be copied at once; gives their offset in the buffer. */
  int reserve(int bytes) {
    int offset = Math.addExact(end, Long.BYTES - 1) & -Long.BYTES;
    copy.begin(offset);
    copy.room(bytes);
    end = offset + bytes;
    return offset;
  }

  /** As many entries as are wanted: so many have a place in the arrays below. */
  int mostEntries() {
    return mostEntries;
  }

  /** Where the keys of the entries begin. */
  int[] starts() {
    return starts;
  }

  /** Bytes of the keys. */
  int[] keyLengths() {
    return keyLengths;
  }

  /** Bytes of the values. */
  int[] valueLengths() {
    return valueLengths;
  }

  /** Commit versions of the entries. */
  long[] versions() {
    return versions;
  }

  /** When the entries were made. */
  int[] createdSeconds() {
    return createdSeconds;
  }

  /** When the entries expire. */
  long[] deadlinesMs() {
    return deadlinesMs;
  }

  /** Keeps entries whose bytes are in the buffer and whose places in the arrays are written. */
  void add(int count) {
    size += count;
  }

  /** Keeps an entry whose bytes are in the buffer. */
  void add(
      int start,
      int keyLength,
      int valueLength,
      long deadlineMs,
      int newCreatedSeconds,
      long version) {
    starts[size] = start;
    keyLengths[size] = keyLength;
    valueLengths[size] = valueLength;
    createdSeconds[size] = newCreatedSeconds;
    deadlinesMs[size] = deadlineMs;
    versions[size] = version;
    size++;
  }
}
