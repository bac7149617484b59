/**
 * Hit ratios of traces, counted and not timed: the real shmstl cache, in a segment as large as a
 * number of entries asks for, beside a Caffeine cache of the same number of entries.
 *
 * <pre>
 * java -Xmx2g -cp benchmarks/target/benchmarks.jar io.shmstl.benchmarks.hitratio.HitRatio [TRACE.gz ...]
 * </pre>
 *
 * <p>A {@link io.shmstl.benchmarks.hitratio.Trace} is the keys that a program asked for, one after
 * the other; a key that is absent is put, as a program does that loads what it misses. Traces are
 * files of one number a line, compressed by gzip; some are generated.
 */
@NullMarked
package io.shmstl.benchmarks.hitratio;

import org.jspecify.annotations.NullMarked;
