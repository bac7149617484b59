/**
 * The driver as its clients see it: over caches, and over tables in memory where that says more.
 */
@NullMarked
package io.shmstl.jdbc;

import org.jspecify.annotations.NullMarked;
