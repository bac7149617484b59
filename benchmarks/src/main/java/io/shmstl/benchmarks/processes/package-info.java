/**
 * What takes more than one JVM: two that share a cache, one that attaches to a filled one, writers
 * that get in each other's way. A {@link io.shmstl.benchmarks.processes.ChildJvm} runs one part;
 * every wait for it is bounded, and what it says when it fails becomes the note in the table.
 */
@NullMarked
package io.shmstl.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
