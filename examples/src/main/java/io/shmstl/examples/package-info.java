/**
 * Programs that use shmstl: {@code Quickstart} through the standard interfaces alone, {@code
 * TwoJvms} with a capacity of its own and a look at the segment's figures, {@code SqlOverCache}
 * with SQL over the caches of another JVM.
 */
@NullMarked
package io.shmstl.examples;

import org.jspecify.annotations.NullMarked;
