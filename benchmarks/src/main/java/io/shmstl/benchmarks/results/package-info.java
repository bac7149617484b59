/**
 * What was measured, kept as one JSON object a line below {@code benchmarks/target/results}, and
 * the report that is made from it: medians, ratios of neighbours in time, targets met or not.
 */
@NullMarked
package io.shmstl.benchmarks.results;

import org.jspecify.annotations.NullMarked;
