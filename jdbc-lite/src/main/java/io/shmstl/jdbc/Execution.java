package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.Query;
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
 */
final class Execution implements RowSource {
  private final Query query;
  private final StatementContext context;
  private final Runnable giveBack;
  private @Nullable RowCursor rows;
  private boolean isComplete;
  private boolean hasEnded;

  /**
   * A run that has not started.
   *
   * @param query what to run
   * @param parameters the values of its question marks
   * @param lease the view; given back by this run from now on
   * @param limits time and memory
   * @throws SQLException if the values do not fit; the view is given back then
   */
  Execution(
      Query query,
      List<@Nullable Object> parameters,
      Transaction.Lease lease,
      StatementLimits limits)
      throws SQLException {
    giveBack = lease.giveBack();
    try {
      this.query = query.typed(parameters);
      context = new StatementContext(lease.view(), parameters, limits);
    } catch (RuntimeException failure) {
      giveBack.run();
      throw JdbcErrors.of(failure);
    }
  }

  /** The columns of the rows. */
  List<OutputColumn> columns() {
    return query.columns();
  }

  /** Starts the run. */
  synchronized void start() throws SQLException {
    try {
      rows = query.execute(context);
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
      @Nullable Object[] row = rows.next();
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
    context.cancel();
  }

  @Override
  public void close() {
    context.cancel();
    synchronized (this) {
      end();
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
      giveBack.run();
    }
  }
}
