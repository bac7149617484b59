package io.shmstl.jcache.expiry;

/**
 * Expiry by constants, without a call of user code: spans in milliseconds, or one of the special
 * deadlines.
 */
record FixedExpiry(long creationMs, long updateMs, long accessMs) implements EntryExpiry {
  static FixedExpiry of(StandardExpiry expiry) {
    long span = expiry.spanMs();
    long update = expiry.kind().isMovedByUpdate() ? span : UNCHANGED;
    long access = expiry.kind().isMovedByAccess() ? span : UNCHANGED;
    return new FixedExpiry(span, update, access);
  }

  /** The deadline a span from now leads to; spans that are special deadlines stay what they are. */
  static long deadline(long spanMs, Moment now) {
    if (spanMs == ETERNAL || spanMs == UNCHANGED || spanMs == 0) {
      return spanMs;
    }
    long deadline = now.ms() + spanMs;
    return deadline < 0 ? ETERNAL : deadline;
  }

  @Override
  public long onCreation(Moment now) {
    return deadline(creationMs, now);
  }

  @Override
  public long onUpdate(Moment now) {
    return deadline(updateMs, now);
  }

  @Override
  public long onAccess(Moment now) {
    return deadline(accessMs, now);
  }

  @Override
  public boolean isEternal() {
    return creationMs == ETERNAL;
  }

  @Override
  public boolean isMovedByAccess() {
    return accessMs != UNCHANGED;
  }
}
