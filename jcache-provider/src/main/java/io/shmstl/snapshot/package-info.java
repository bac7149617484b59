/**
 * Figures of a segment at one moment. The pinned data of a version will stand beside them; the
 * words that a pin needs and the rule that a writer keeps are in {@code sync} and {@code map}
 * already.
 */
@NullMarked
package io.shmstl.snapshot;

import org.jspecify.annotations.NullMarked;
