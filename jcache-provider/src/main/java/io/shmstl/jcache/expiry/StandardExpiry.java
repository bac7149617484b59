package io.shmstl.jcache.expiry;

import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/**
 * One of the specification's own expiry policies, by value: which one and for how long. Its text,
 * such as {@code created(PT5M)} or {@code eternal}, is what a descriptor stores and what a setting
 * says; two policies are the same if their texts are.
 *
 * @param kind which policy
 * @param spanMs the duration in milliseconds; 0 is at once, {@link EntryExpiry#ETERNAL} never
 */
public record StandardExpiry(Kind kind, long spanMs) {
  /** The policies of the specification, by what moves an entry's deadline. */
  public enum Kind {
    /** No deadline at all. */
    ETERNAL(false, false),
    /** Creation alone sets it. */
    CREATED(false, false),
    /** Creation and update. */
    MODIFIED(true, false),
    /** Creation and access. */
    ACCESSED(false, true),
    /** Creation, update and access. */
    TOUCHED(true, true);

    private final boolean isMovedByUpdate;
    private final boolean isMovedByAccess;

    Kind(boolean isMovedByUpdate, boolean isMovedByAccess) {
      this.isMovedByUpdate = isMovedByUpdate;
      this.isMovedByAccess = isMovedByAccess;
    }

    boolean isMovedByUpdate() {
      return isMovedByUpdate;
    }

    boolean isMovedByAccess() {
      return isMovedByAccess;
    }
  }

  private static final String FORM = "([a-z]+)\\(([^()]+)\\)";
  private static final String FOREVER = "eternal";

  /** The policy by value, empty if it is not exactly one of the specification's classes. */
  public static Optional<StandardExpiry> of(ExpiryPolicy policy) {
    Class<?> type = policy.getClass();
    Kind kind;
    if (type == EternalExpiryPolicy.class) {
      return Optional.of(new StandardExpiry(Kind.ETERNAL, EntryExpiry.ETERNAL));
    } else if (type == CreatedExpiryPolicy.class) {
      kind = Kind.CREATED;
    } else if (type == ModifiedExpiryPolicy.class) {
      kind = Kind.MODIFIED;
    } else if (type == AccessedExpiryPolicy.class) {
      kind = Kind.ACCESSED;
    } else if (type == TouchedExpiryPolicy.class) {
      kind = Kind.TOUCHED;
    } else {
      return Optional.empty();
    }
    return Optional.of(new StandardExpiry(kind, spanMs(policy.getExpiryForCreation())));
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static StandardExpiry parse(String text) {
    String stripped = text.strip();
    if (stripped.equals(FOREVER)) {
      return new StandardExpiry(Kind.ETERNAL, EntryExpiry.ETERNAL);
    }
    Matcher matcher = Pattern.compile(FORM).matcher(stripped);
    if (matcher.matches() && !matcher.group(1).equals(FOREVER)) {
      for (Kind kind : Kind.values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(matcher.group(1))) {
          return new StandardExpiry(kind, parseSpan(text, matcher.group(2)));
        }
      }
    }
    throw new IllegalArgumentException(
        "found '"
            + text
            + "', expected eternal, or created, modified, accessed or touched with an ISO duration,"
            + " such as created(PT5M)");
  }

  /** The factory of the policy this stands for. */
  public Factory<? extends ExpiryPolicy> factory() {
    Duration duration =
        spanMs == EntryExpiry.ETERNAL
            ? Duration.ETERNAL
            : new Duration(TimeUnit.MILLISECONDS, spanMs);
    return switch (kind) {
      case ETERNAL -> EternalExpiryPolicy.factoryOf();
      case CREATED -> CreatedExpiryPolicy.factoryOf(duration);
      case MODIFIED -> ModifiedExpiryPolicy.factoryOf(duration);
      case ACCESSED -> AccessedExpiryPolicy.factoryOf(duration);
      case TOUCHED -> TouchedExpiryPolicy.factoryOf(duration);
    };
  }

  /** Milliseconds of a duration of the specification, saturated. */
  static long spanMs(Duration duration) {
    return duration.isEternal()
        ? EntryExpiry.ETERNAL
        : duration.getTimeUnit().toMillis(duration.getDurationAmount());
  }

  private static long parseSpan(String text, String span) {
    if (span.strip().equals(FOREVER)) {
      return EntryExpiry.ETERNAL;
    }
    try {
      java.time.Duration parsed = java.time.Duration.parse(span.strip());
      if (!parsed.isNegative()) {
        return parsed.toMillis();
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "found '" + text + "', expected an ISO duration such as PT5M in the parentheses", e);
    }
    throw new IllegalArgumentException("found '" + text + "', expected no negative duration");
  }

  @Override
  public String toString() {
    if (kind == Kind.ETERNAL) {
      return FOREVER;
    }
    String span =
        spanMs == EntryExpiry.ETERNAL ? FOREVER : java.time.Duration.ofMillis(spanMs).toString();
    return kind.name().toLowerCase(Locale.ROOT) + "(" + span + ")";
  }
}
