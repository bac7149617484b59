/**
 * One memory-mapped file: created whole or not at all, reserved in chunks, bounded, closed cleanly.
 */
@NullMarked
package io.shmstl.segment;

import org.jspecify.annotations.NullMarked;
