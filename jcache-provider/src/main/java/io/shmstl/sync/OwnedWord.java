package io.shmstl.sync;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * The protocol of a word in shared memory that one member at a time owns. Members only: the threads
 * of a process agree among themselves before, by an {@link OwnedLock}.
 *
 * <p>Free words are taken, and words of dead members taken over, by compare-and-set of the exact
 * word that was looked at; they are given back by compare-and-set of the exact word that was taken.
 */
final class OwnedWord {
  /** How long a word is waited for before anybody asks whether its owner lives. */
  private static final long FIRST_PROBE_NANOS = 1_000_000;

  private static final long LONGEST_PROBE_PAUSE_NANOS = 20_000_000;

  /** How long an owner that says it needs longer is waited for in all. */
  private static final long LONGEST_WAIT_NANOS = 600_000_000_000L;

  private OwnedWord() {}

  /** Takes the word if it is free; the word as it stands now, or 0 if it was not free. */
  static long tryTake(MemorySegment memory, long address, long member) {
    long word = OwnedWordLayout.wordAcquire(memory, address);
    if (MemberWord.isFree(word)) {
      long taken = MemberWord.taken(word, member);
      // CAS: pairs with the one in giveBack; what the last owner did is seen from here on.
      if (OwnedWordLayout.wordCompareAndSet(memory, address, word, taken)) {
        return taken;
      }
    }
    return 0;
  }

  /**
   * Gives the word back; false if it is not what this process left there, and somebody else may own
   * it.
   */
  static boolean giveBack(MemorySegment memory, long address, long taken) {
    return OwnedWordLayout.wordCompareAndSet(memory, address, taken, MemberWord.freed(taken));
  }

  /**
   * Takes the word, waiting for it.
   *
   * @param needsLonger true while a living owner must be waited for beyond the timeout
   * @return the word as it stands now
   * @throws LockTimeoutException naming the owner, if a living member did not give it back in time
   */
  static long take(
      MemorySegment memory,
      long address,
      Membership member,
      long timeoutNanos,
      Object what,
      BooleanSupplier needsLonger) {
    try (Backoff backoff = new Backoff(timeoutNanos)) {
      long seen = 0;
      long probeAtNanos = 0;
      long probePauseNanos = 0;
      while (true) {
        long taken = tryTake(memory, address, member.word());
        if (taken != 0) {
          return taken;
        }
        long word = OwnedWordLayout.wordAcquire(memory, address);
        if (word != seen) {
          seen = word;
          probePauseNanos = FIRST_PROBE_NANOS;
          probeAtNanos = backoff.waitedNanos() + probePauseNanos;
        } else if (backoff.waitedNanos() >= probeAtNanos && !MemberWord.isFree(word)) {
          if (!member.isAlive(MemberWord.slot(word), MemberWord.incarnation(word))) {
            taken = MemberWord.taken(word, member.word());
            if (OwnedWordLayout.wordCompareAndSet(memory, address, word, taken)) {
              return taken;
            }
          }
          note(memory, address, word);
          if (needsLonger.getAsBoolean() && backoff.waitedNanos() < LONGEST_WAIT_NANOS) {
            backoff.extendTo(timeoutNanos);
          }
          probePauseNanos = Math.min(2 * probePauseNanos, LONGEST_PROBE_PAUSE_NANOS);
          probeAtNanos = backoff.waitedNanos() + probePauseNanos;
        }
        if (!backoff.pause()) {
          String holder = describe(memory, address, member, word);
          throw new LockTimeoutException(what.toString(), holder, backoff.waitedNanos());
        }
      }
    }
  }

  /** Who owns the word, and since when at least. */
  static String describe(MemorySegment memory, long address, Membership member, long word) {
    String holder = member.describe(word);
    // acquire: pairs with noticedWordRelease in note; the time was written before.
    if (!MemberWord.isFree(word) && OwnedWordLayout.noticedWordAcquire(memory, address) == word) {
      long atMs = OwnedWordLayout.noticedAtMsOpaque(memory, address);
      return holder + ", seen to hold it since " + Instant.ofEpochMilli(atMs);
    }
    return holder;
  }

  private static void note(MemorySegment memory, long address, long word) {
    if (OwnedWordLayout.noticedWordAcquire(memory, address) != word) {
      OwnedWordLayout.noticedAtMsOpaque(memory, address, System.currentTimeMillis());
      // release: pairs with noticedWordAcquire in describe; publishes the time.
      OwnedWordLayout.noticedWordRelease(memory, address, word);
    }
  }
}
