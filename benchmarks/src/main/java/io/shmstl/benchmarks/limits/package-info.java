/** What the machine allows, beside which every figure is read. */
@NullMarked
package io.shmstl.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
