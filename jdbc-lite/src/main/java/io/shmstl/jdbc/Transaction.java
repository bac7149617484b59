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

  /**
   * The view for an execution that starts now.
   *
   * @param isOfOneTable whether the execution names one table, once
   */
  synchronized Lease lease(boolean isOfOneTable) {
    if (isAutoCommit) {
      return new Lease(database.openView(isOfOneTable), null);
    }
    if (shared == null) {
      shared = new SharedView(database.openView(false));
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

  /** A view with the duty to give it back, once. */
  static final class Lease {
    private final ReadView view;
    private final @Nullable SharedView shared;

    private Lease(ReadView view, @Nullable SharedView shared) {
      this.view = view;
      this.shared = shared;
    }

    /** What to read. */
    ReadView view() {
      return view;
    }

    /** Whether no other execution reads it. */
    boolean isOwn() {
      return shared == null;
    }

    /** Called once at the end. */
    void giveBack() {
      if (shared == null) {
        view.close();
      } else {
        shared.giveBack();
      }
    }
  }

  /** A view that closes when the transaction and all executions in it have given it back. */
  private static final class SharedView {
    private final ReadView view;
    private int holders = 1;

    SharedView(ReadView view) {
      this.view = view;
    }

    synchronized Lease lease() {
      holders++;
      return new Lease(view, this);
    }

    synchronized void giveBack() {
      holders--;
      if (holders == 0) {
        view.close();
      }
    }
  }
}
