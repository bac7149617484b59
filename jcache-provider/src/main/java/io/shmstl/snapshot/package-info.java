/**
 * A snapshot of a segment (claims 6-7 and 14-15): its figures with its total size, and the data of
 * one pinned version.
 *
 * <p>A pin is one word. Opening publishes it low, so that it holds everything, fences, reads the
 * commit version and stores that; so it costs the same for ten entries and ten million. The
 * writer's half of the bargain is in {@code map.Garbage}: after each change it looks at the pins
 * and keeps what one of them may still need.
 */
@NullMarked
package io.shmstl.snapshot;

import org.jspecify.annotations.NullMarked;
