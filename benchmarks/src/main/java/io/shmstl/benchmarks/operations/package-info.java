/**
 * What single operations cost: JMH measures {@link io.shmstl.benchmarks.operations.CacheBenchmark}
 * in a JVM that holds one peer's caches ({@link io.shmstl.benchmarks.operations.OperationsChild});
 * {@link io.shmstl.benchmarks.operations.OperationsTable} starts such JVMs in rounds, peer after
 * peer.
 *
 * <p>All work of a peer shares its JVM, so the compiler has seen every kind of call, as in a
 * program that does more than one thing. What is quoted is processor time of the whole JVM, its
 * collector and compiler included, and of the server, if there is one.
 */
@NullMarked
package io.shmstl.benchmarks.operations;

import org.jspecify.annotations.NullMarked;
