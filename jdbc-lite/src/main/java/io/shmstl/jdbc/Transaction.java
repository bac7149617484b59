package io.shmstl.jdbc;

import io.shmstl.sql.catalog.ReadView;
import org.jspecify.annotations.Nullable;

/** Which view an execution reads: one of its own, or the one of its transaction. Thread-safe. */
final class Transaction {
  private final Database database;
  private boolean isAutoCommit = true;
  private @Nullable SharedView shared;

  Transaction(Database database) {
    this.database = database;
  }

  synchronized boolean isAutoCommit() {
    return isAutoCommit;
  }

  synchronized void setAutoCommit(boolean autoCommit) {
    isAutoCommit = autoCommit;
  }

  /** The view for an execution that starts now. */
  synchronized Lease lease() {
    if (isAutoCommit) {
      Database.View own = database.openView();
      return new Lease(own.shown(), own::close, true);
    }
    if (shared == null) {
      shared = new SharedView(database.openView());
    }
    return shared.lease();
  }

  /** Ends it: the next execution opens another view. The old one closes with its last reader. */
  synchronized void end() {
    if (shared != null) {
      SharedView ended = shared;
      shared = null;
      ended.giveBack();
    }
  }

  /**
   * A view with the duty to give it back.
   *
   * @param view what to read
   * @param giveBack called once at the end
   * @param isOwn whether no other execution reads it
   */
  record Lease(ReadView view, Runnable giveBack, boolean isOwn) {}

  /** A view that closes when the transaction and all executions in it have given it back. */
  private static final class SharedView {
    private final Database.View view;
    private int holders = 1;

    SharedView(Database.View view) {
      this.view = view;
    }

    synchronized Lease lease() {
      holders++;
      return new Lease(view.shown(), this::giveBack, false);
    }

    synchronized void giveBack() {
      holders--;
      if (holders == 0) {
        view.close();
      }
    }
  }
}
