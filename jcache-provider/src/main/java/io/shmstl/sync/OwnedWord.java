package io.shmstl.sync;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * A word in shared memory that one member at a time owns, as one of the members sees it. The
 * threads of a process agree among themselves before they come here, see {@link SharedLock}.
 *
 * <p>A free word is taken, and a dead member's word is taken over, by compare-and-set of the exact
 * word that was looked at; it is given back by compare-and-set of the exact word that was taken. So
 * nobody can take what was not judged, or give back what is not theirs.
 */
final class OwnedWord {
  /** How long a word stays the same before a waiter asks whether its owner lives. */
  private static final long FIRST_PROBE_NANOS = 1_000_000;

  private static final long LONGEST_PROBE_PAUSE_NANOS = 20_000_000;

  /** How long a waiter waits before it asks owners to let it in. */
  private static final long PATIENCE_NANOS = 1_000_000;

  /** How long an owner whose turn is over waits for others to take theirs. */
  private static final long LONGEST_GIVING_WAY_NANOS = 2_000_000;

  /** How long an owner that says it needs longer is waited for in all. */
  private static final long LONGEST_WAIT_NANOS = 600_000_000_000L;

  private final MemorySegment memory;
  private final long address;
  private final Membership member;
  private final long memberWord;

  OwnedWord(MemorySegment memory, long address, Membership member) {
    this.memory = memory;
    this.address = address;
    this.member = member;
    memberWord = member.word();
  }

  /** Takes the word if it is free; the word as it stands now, or 0 if it was not free. */
  long tryTake() {
    long word = OwnedWordLayout.wordAcquire(memory, address);
    return MemberWord.isFree(word) ? exchange(word) : 0;
  }

  /**
   * Gives the word back; false if it is not what this process left there: somebody else may own it.
   */
  boolean giveBack(long taken) {
    // CAS: pairs with the one in exchange; publishes what this owner did to the next one.
    return OwnedWordLayout.wordCompareAndSet(memory, address, taken, MemberWord.freed(taken));
  }

  /** Whether somebody has waited long for the owner, who asks. */
  boolean isAwaited(long taken) {
    // acquire: the layout's only way to read it; nothing is published that the owner needs.
    return OwnedWordLayout.noticedWordAcquire(memory, address) == taken;
  }

  /**
   * Waits until somebody has taken the word that this process gave back, but not for long: who
   * asked for it may be gone.
   *
   * @param taken what this process had given back
   */
  void giveWay(long taken, long timeoutNanos) {
    long free = MemberWord.freed(taken);
    try (Backoff backoff = new Backoff(Math.min(timeoutNanos, LONGEST_GIVING_WAY_NANOS))) {
      boolean mayWait = true;
      while (mayWait && isStill(free)) {
        mayWait = backoff.pause();
      }
    }
  }

  /** Counts a wait that ended; for the owner. */
  void countWait(long nanos) {
    long waits = OwnedWordLayout.waitsOpaque(memory, address);
    long waitedNanos = OwnedWordLayout.waitedNanosOpaque(memory, address);
    OwnedWordLayout.waitsOpaque(memory, address, waits + 1);
    OwnedWordLayout.waitedNanosOpaque(memory, address, waitedNanos + nanos);
  }

  Waits waits() {
    return new Waits(
        OwnedWordLayout.waitsOpaque(memory, address),
        OwnedWordLayout.waitedNanosOpaque(memory, address));
  }

  boolean isStill(long taken) {
    return OwnedWordLayout.wordAcquire(memory, address) == taken;
  }

  /** True if the word names this member, or nobody. */
  boolean isOursOrFree() {
    long word = OwnedWordLayout.wordAcquire(memory, address);
    return MemberWord.isFree(word) || MemberWord.isSameOwner(word, memberWord);
  }

  /** Frees the word if its owner is dead; true if that was so. */
  boolean clearDead() {
    long word = OwnedWordLayout.wordAcquire(memory, address);
    return isDead(word)
        && OwnedWordLayout.wordCompareAndSet(memory, address, word, MemberWord.freed(word));
  }

  /**
   * Takes the word, waiting for it.
   *
   * @param what the thing it stands for, for messages
   * @param needsLonger true while a living owner must be waited for beyond the timeout
   * @return the word as it stands now
   * @throws LockTimeoutException naming the owner, if a living member did not give it back in time
   */
  long take(long timeoutNanos, Object what, BooleanSupplier needsLonger) {
    try (Backoff backoff = new Backoff(timeoutNanos)) {
      long seen = 0;
      long seenAtNanos = 0;
      long probePauseNanos = FIRST_PROBE_NANOS;
      long probeAtNanos = 0;
      while (true) {
        long taken = tryTake();
        if (taken != 0) {
          return taken;
        }
        long word = OwnedWordLayout.wordAcquire(memory, address);
        if (word != seen) {
          seen = word;
          seenAtNanos = backoff.waitedNanos();
          backoff.hurry();
          probePauseNanos = FIRST_PROBE_NANOS;
          probeAtNanos = seenAtNanos + probePauseNanos;
        }
        boolean isOver = !backoff.pause();
        if (backoff.waitedNanos() >= PATIENCE_NANOS && !MemberWord.isFree(seen)) {
          note(seen, backoff.waitedNanos() - seenAtNanos);
        }
        if (isOver || backoff.waitedNanos() >= probeAtNanos) {
          taken = isDead(seen) ? exchange(seen) : 0;
          if (taken != 0) {
            return taken;
          }
          if (mayWaitLonger(timeoutNanos, backoff.waitedNanos(), needsLonger)) {
            backoff.extendBy(timeoutNanos);
          } else if (isOver) {
            throw new LockTimeoutException(what.toString(), describe(seen), backoff.waitedNanos());
          }
          probePauseNanos = Math.min(2 * probePauseNanos, LONGEST_PROBE_PAUSE_NANOS);
          probeAtNanos = backoff.waitedNanos() + probePauseNanos;
        }
      }
    }
  }

  /** True if a waiter whose time may be over is to wait for as long again. */
  static boolean mayWaitLonger(long timeoutNanos, long waitedNanos, BooleanSupplier needsLonger) {
    return timeoutNanos > 0 && waitedNanos < LONGEST_WAIT_NANOS && needsLonger.getAsBoolean();
  }

  /** Who owns the word now, and since when at least, for messages. */
  String describe() {
    return describe(OwnedWordLayout.wordAcquire(memory, address));
  }

  private long exchange(long word) {
    long taken = MemberWord.taken(word, memberWord);
    // CAS: pairs with the one in giveBack; what the last owner did is seen from here on. A dead
    // owner published nothing by it, but all it wrote it wrote before its lock became free.
    return OwnedWordLayout.wordCompareAndSet(memory, address, word, taken) ? taken : 0;
  }

  private boolean isDead(long word) {
    return !MemberWord.isFree(word)
        && !member.isAlive(MemberWord.slot(word), MemberWord.incarnation(word));
  }

  private String describe(long word) {
    String holder = member.describe(word);
    // acquire: pairs with noticedWordRelease in note; the time was written before.
    if (!MemberWord.isFree(word) && OwnedWordLayout.noticedWordAcquire(memory, address) == word) {
      long atMs = OwnedWordLayout.noticedAtMsOpaque(memory, address);
      return holder + ", since " + Instant.ofEpochMilli(atMs) + " at least";
    }
    return holder;
  }

  private void note(long word, long seenForNanos) {
    if (OwnedWordLayout.noticedWordAcquire(memory, address) != word) {
      long sinceMs = System.currentTimeMillis() - seenForNanos / 1_000_000;
      OwnedWordLayout.noticedAtMsOpaque(memory, address, sinceMs);
      // release: pairs with noticedWordAcquire in describe; publishes the time.
      OwnedWordLayout.noticedWordRelease(memory, address, word);
    }
  }
}
