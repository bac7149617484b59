/**
 * Compares JCache providers by one and the same code: everything here but {@code Footprint} knows
 * {@code javax.cache} only, and the provider is a parameter.
 *
 * <p>How to run, from the root of the source:
 *
 * <pre>
 * mvn -q -Pbench -DskipTests package
 * java -cp benchmarks/target/benchmarks.jar io.shmstl.benchmarks.Compare 5     five paired rounds, medians
 * java -cp benchmarks/target/benchmarks.jar io.shmstl.benchmarks.Footprint     bytes an entry
 * java -jar benchmarks/target/benchmarks.jar getHit -p provider=SHMSTL -prof gc   JMH itself
 * </pre>
 *
 * <p>Every benchmark forks with a fixed young generation and a touched heap. With a growing heap,
 * page faults of first touch triple the time of whatever allocates its result and hide what is
 * being measured.
 */
@NullMarked
package io.shmstl.benchmarks;

import org.jspecify.annotations.NullMarked;
