package io.shmstl.jcache.expiry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Expiry by a policy the user wrote. A policy that throws does not stop the operation: a new entry
 * is eternal then, any other keeps its deadline; so it is with a null creation duration.
 */
record PolicyExpiry(ExpiryPolicy policy) implements EntryExpiry {
  private static final Logger LOGGER = System.getLogger(PolicyExpiry.class.getName());

  @Override
  public long onCreation(Moment now) {
    long span = spanMs(policy::getExpiryForCreation, ETERNAL);
    return FixedExpiry.deadline(span == UNCHANGED ? ETERNAL : span, now);
  }

  @Override
  public long onUpdate(Moment now) {
    return FixedExpiry.deadline(spanMs(policy::getExpiryForUpdate, UNCHANGED), now);
  }

  @Override
  public long onAccess(Moment now) {
    return FixedExpiry.deadline(spanMs(policy::getExpiryForAccess, UNCHANGED), now);
  }

  @Override
  public boolean isEternal() {
    return false;
  }

  @Override
  public boolean isMovedByAccess() {
    return true;
  }

  private long spanMs(Supplier<@Nullable Duration> question, long answerIfItThrows) {
    Duration duration;
    try {
      duration = question.get();
    } catch (RuntimeException e) {
      LOGGER.log(Level.DEBUG, "expiry policy " + policy.getClass().getName() + " threw", e);
      return answerIfItThrows;
    }
    return duration == null ? UNCHANGED : StandardExpiry.spanMs(duration);
  }
}
