/**
 * The caches that are measured, each behind one small adapter: {@link
 * io.shmstl.benchmarks.peer.PeerKind} is the table of them with the JVM flags that they need,
 * {@link io.shmstl.benchmarks.peer.Peer} makes caches, {@link io.shmstl.benchmarks.peer.PeerCache}
 * is what the measured work calls.
 *
 * <p>Each is configured as its authors show it, for keys of {@code Long}. What a peer cannot do is
 * an {@link java.lang.UnsupportedOperationException} that says so; the tables leave the place
 * empty. Usage reports to the makers are switched off.
 */
@NullMarked
package io.shmstl.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
