package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.Query;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.expression.StatementLimits;
import io.shmstl.sql.plan.OutputColumn;
import io.shmstl.sql.type.Values;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a query: its context, its rows, and the view they are read from, which it gives back
 * at the end of the rows or when it is closed. Read by one thread at a time; cancelled and closed
 * by any.
 *
 * <p>A view of its own that has to give way to writers before anybody has seen a row is replaced by
 * a younger one, once: who asked cannot tell it from a statement that started later.
 */
final class Execution implements RowSource {
  private final Query query;
  private final Leases leases;
  private Transaction.Lease lease;
  private boolean mayRenew;
  private volatile StatementContext context;
  private volatile boolean isCancelled;
  private @Nullable RowCursor rows;
  private boolean isComplete;
  private boolean hasEnded;

  /**
   * Whether nothing is held any more: whoever sees it has nothing to stop and nothing to wait for.
   */
  private volatile boolean isOver;

  /** Gives views. */
  @FunctionalInterface
  interface Leases {
    /**
     * The view for an execution that starts now.
     *
     * @param isOfOneTable whether the execution names one table, once
     */
    Transaction.Lease lease(boolean isOfOneTable) throws SQLException;
  }

  /**
   * A run that has not started.
   *
   * @param query what to run
   * @param parameters the values of its question marks
   * @param leases where the view comes from, and another one if it is needed; given back by this
   *     run
   * @param limits time and memory
   * @throws SQLException if the values do not fit, or there is no view
   */
  Execution(Query query, List<@Nullable Object> parameters, Leases leases, StatementLimits limits)
      throws SQLException {
    this.leases = leases;
    try {
      this.query = query.typed(parameters);
    } catch (RuntimeException failure) {
      throw JdbcErrors.of(failure);
    }
    lease = leases.lease(this.query.isOfOneTable());
    mayRenew = lease.isOwn();
    context = new StatementContext(lease.view(), parameters, limits);
  }

  /** The columns of the rows. */
  List<OutputColumn> columns() {
    return query.columns();
  }

  /** Starts the run. */
  synchronized void start() throws SQLException {
    try {
      rows = open();
    } catch (RuntimeException failure) {
      throw ended(failure);
    }
  }

  @Override
  public synchronized @Nullable Object @Nullable [] next() throws SQLException {
    if (isComplete) {
      return null;
    }
    if (hasEnded || rows == null) {
      throw JdbcErrors.closed("result set"); // rows that are missing are never taken for the end
    }
    try {
      @Nullable Object[] row = next(rows);
      mayRenew = false;
      if (row == null) {
        isComplete = true;
        end();
      }
      return row;
    } catch (RuntimeException failure) {
      throw ended(failure);
    }
  }

  @Override
  public void keep(@Nullable Object[] row) throws SQLException {
    try {
      context.take(Values.rowBytes(row));
    } catch (RuntimeException failure) {
      throw ended(failure);
    }
  }

  /** Stops the run at its next check. Any thread. */
  void cancel() {
    if (!isOver) {
      isCancelled = true; // before the context is read, so that renew() sees it or is seen
      context.cancel();
    }
  }

  @Override
  public void close() {
    if (!isOver) {
      cancel();
      end();
    }
  }

  private RowCursor open() {
    try {
      return query.execute(context);
    } catch (SqlFailure failure) {
      renew(failure);
      return query.execute(context);
    }
  }

  private @Nullable Object @Nullable [] next(RowCursor from) {
    try {
      return from.next();
    } catch (SqlFailure failure) {
      renew(failure);
      from.close();
      RowCursor younger = query.execute(context);
      rows = younger;
      return younger.next();
    }
  }

  /** Goes on with a younger view, if the one before had to give way unseen; else throws it. */
  private void renew(SqlFailure failure) {
    if (!mayRenew || !SqlErrors.isTooOld(failure)) {
      throw failure;
    }
    mayRenew = false;
    Transaction.Lease before = lease;
    try {
      lease = leases.lease(query.isOfOneTable());
    } catch (SQLException another) {
      failure.addSuppressed(another);
      throw failure;
    }
    before.giveBack();
    context = context.onView(lease.view());
    if (isCancelled) {
      context.cancel();
    }
  }

  private SQLException ended(RuntimeException failure) {
    SQLException known = JdbcErrors.of(failure);
    try {
      end();
    } catch (RuntimeException another) {
      known.addSuppressed(another);
    }
    return known;
  }

  private synchronized void end() {
    if (hasEnded) {
      return;
    }
    hasEnded = true;
    try {
      if (rows != null) {
        rows.close();
      }
    } finally {
      try {
        lease.giveBack();
      } finally {
        isOver = true;
      }
    }
  }
}
