/** Keys and values of the benchmarks, the same at each run. */
@NullMarked
package io.shmstl.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
