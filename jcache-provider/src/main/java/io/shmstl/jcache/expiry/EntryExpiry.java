package io.shmstl.jcache.expiry;

import java.util.Optional;
import javax.cache.expiry.ExpiryPolicy;

/**
 * Deadlines for the entries of one cache. Any thread may ask; whoever does holds the key's lock and
 * not the writer lease, since the answer may come from user code.
 */
public sealed interface EntryExpiry permits FixedExpiry, PolicyExpiry {
  /** A deadline that never passes. */
  long ETERNAL = Long.MAX_VALUE;

  /** A deadline that has passed already: the answer to a zero duration. */
  long AT_ONCE = 0;

  /** No deadline: the entry keeps the one it has. */
  long UNCHANGED = -1;

  /** The deadlines a policy stands for. */
  static EntryExpiry of(ExpiryPolicy policy) {
    Optional<StandardExpiry> standard = StandardExpiry.of(policy);
    return standard.isPresent() ? FixedExpiry.of(standard.get()) : new PolicyExpiry(policy);
  }

  /** Deadline of an entry created now; never {@link #UNCHANGED}. */
  long onCreation(Moment now);

  /** Deadline of an entry replaced now. */
  long onUpdate(Moment now);

  /** Deadline of an entry read now. */
  long onAccess(Moment now);

  /** Whether no entry ever gets a deadline. */
  boolean isEternal();

  /** Whether a read may change a deadline; if not, reads need no lock. */
  boolean isMovedByAccess();
}
