package io.shmstl.sql.catalog;

/**
 * What one statement or transaction sees: the pinned snapshots of the tables it reads. Opaque to
 * the engine, which hands it back to the tables; opened and closed by who executes the statement.
 */
public interface ReadView extends AutoCloseable {
  /** Gives back what it holds; nothing, unless it says otherwise. Any number of times. */
  @Override
  default void close() {}
}
