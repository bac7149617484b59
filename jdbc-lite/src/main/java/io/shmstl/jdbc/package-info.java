/**
 * The JDBC face: a driver whose databases are spaces of caches, read-only.
 *
 * <pre>
 * ShmDriver -> ConnectionUrl -> OpenDatabases -> ShmConnection -> Transaction {views}
 *                                                     |
 *                              ShmStatement, ShmPreparedStatement -> Execution {context, rows}
 *                                                     |
 *                              ShmResultSet -> Position {forward, scrolling} -> RowSource
 * </pre>
 *
 * <p>What a statement sees is a view. In auto-commit mode each execution opens one and gives it
 * back when its last row was read or its result set closes; otherwise the first execution opens one
 * that all share until commit, rollback or close.
 *
 * <p>Threads: a connection may be shared, its statements too. One execution is read by one thread
 * at a time; {@code cancel}, {@code close} and {@code abort} may come from any other. They first
 * tell the execution to stop and then wait until it has, so that no view closes under a running
 * scan.
 */
@NullMarked
package io.shmstl.jdbc;

import org.jspecify.annotations.NullMarked;
