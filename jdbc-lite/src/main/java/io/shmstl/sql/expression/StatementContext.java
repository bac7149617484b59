package io.shmstl.sql.expression;

import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.error.SqlErrors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of a statement shares: its view, parameters, clock, limits, and results that
 * are computed once. Used by one thread, but for {@link #cancel}.
 */
public final class StatementContext {
  private static final int TICKS_BETWEEN_CHECKS = 1024;

  private final ReadView view;
  private final List<@Nullable Object> parameters;
  private final StatementLimits limits;
  private final long startedNanos;
  private @Nullable IdentityHashMap<Object, Object> results;
  private @Nullable ZoneId zone;
  private @Nullable OffsetDateTime now;
  private volatile boolean isCancelled;
  private int ticks;
  private long memoryBytes;
  private long sharedBytes;

  /**
   * A fresh execution.
   *
   * @param view what the tables show
   * @param parameters the values of the question marks
   * @param limits time and memory
   */
  public StatementContext(
      ReadView view, List<@Nullable Object> parameters, StatementLimits limits) {
    this.view = view;
    this.parameters = parameters;
    this.limits = limits;
    this.zone = limits.zone();
    this.startedNanos = System.nanoTime();
  }

  private StatementContext(StatementContext before, ReadView view) {
    this.view = view;
    this.parameters = before.parameters;
    this.limits = before.limits;
    this.zone = before.zone;
    this.startedNanos = before.startedNanos;
    this.now = before.now;
  }

  /**
   * The same execution from its beginning on another view, with the clock and the end of the time
   * it has; nothing is computed, nothing kept, and nobody has cancelled it.
   */
  public StatementContext onView(ReadView another) {
    return new StatementContext(this, another);
  }

  public ReadView view() {
    return view;
  }

  /** The values of all question marks. */
  public List<@Nullable Object> parameters() {
    return parameters;
  }

  /** The value of a question mark; the first one is number 0. */
  public @Nullable Object parameter(int index) {
    return parameters.get(index);
  }

  /** The time at which the statement started: the same for all of it. */
  public OffsetDateTime now() {
    if (now == null) {
      Instant startedAt = Instant.now().minusNanos(System.nanoTime() - startedNanos);
      now = startedAt.atZone(zone()).toOffsetDateTime();
    }
    return now;
  }

  /** The zone of times without one: the same for all of the statement. */
  public ZoneId zone() {
    if (zone == null) {
      zone = ZoneId.systemDefault();
    }
    return zone;
  }

  /** Ends the execution at the next check of its thread. Any thread. */
  public void cancel() {
    isCancelled = true;
  }

  /**
   * Counts one step of an operator; about every thousandth one checks.
   *
   * @throws io.shmstl.sql.error.SqlFailure 57014 after a cancel or the time limit
   */
  public void tick() {
    if (++ticks >= TICKS_BETWEEN_CHECKS) {
      ticks = 0;
      check();
    }
  }

  /** Counts some steps at once; otherwise as {@link #tick()}. */
  public void tick(int steps) {
    ticks += steps;
    if (ticks >= TICKS_BETWEEN_CHECKS) {
      ticks = 0;
      check();
    }
  }

  /**
   * Checks now.
   *
   * @throws io.shmstl.sql.error.SqlFailure 57014 after a cancel or the time limit
   */
  public void check() {
    if (isCancelled) {
      throw SqlErrors.cancelled();
    }
    long timeoutNanos = limits.timeoutNanos();
    if (timeoutNanos > 0 && System.nanoTime() - startedNanos > timeoutNanos) {
      throw SqlErrors.timedOut();
    }
  }

  /**
   * Takes memory from the budget.
   *
   * @throws io.shmstl.sql.error.SqlFailure 53200 if there is not so much left
   */
  public void take(long bytes) {
    memoryBytes += bytes;
    if (memoryBytes > limits.memoryBytes()) {
      throw SqlErrors.outOfMemory(limits.memoryBytes());
    }
  }

  /** Gives memory back. */
  public void giveBack(long bytes) {
    memoryBytes -= bytes;
  }

  /** The result of a part that is computed anew each time: what it took is given back. */
  public <T> T anew(Supplier<T> compute) {
    long before = memoryBytes - sharedBytes;
    T result = compute.get();
    memoryBytes = before + sharedBytes;
    return result;
  }

  /** The result of a part of the statement that is computed once, now or before. */
  @SuppressWarnings("unchecked") // a part always stores results of one class
  public <T> T once(Object part, Supplier<T> compute) {
    if (results == null) {
      results = new IdentityHashMap<>();
    }
    Object known = results.get(part);
    if (known == null) {
      long before = memoryBytes - sharedBytes;
      known = compute.get();
      results.put(part, known);
      sharedBytes += memoryBytes - sharedBytes - before;
    }
    return (T) known;
  }
}
