/**
 * Measures shmstl beside its peers. {@link io.shmstl.benchmarks.Stand} is where to start: it
 * measures the tables of {@code docs/benchmarks.md} and reports. What is counted and not timed is
 * in {@code hitratio}; SQL and snapshots have programs of their own here.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests package
 * java -jar benchmarks/target/benchmarks.jar all quick            every table, minutes
 * java -jar benchmarks/target/benchmarks.jar operations           one table
 * java -jar benchmarks/target/benchmarks.jar guard                before and after a change
 * java -cp benchmarks/target/benchmarks.jar org.openjdk.jmh.Main getHit -p peer=SHMSTL -prof gc   JMH itself
 * </pre>
 *
 * <p>Every measured JVM has a fixed young generation and a touched heap. With a growing heap, page
 * faults of first touch triple the time of whatever allocates its result and hide what is being
 * measured.
 */
@NullMarked
package io.shmstl.benchmarks;

import org.jspecify.annotations.NullMarked;
