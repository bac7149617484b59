/**
 * The root of shmstl; holds no class of its own.
 *
 * <p>Each package below is one room, and imports point one way only:
 *
 * <pre>
 * segment    one memory-mapped file
 * sync       members, writer lease, key locks, commit version, pins
 * alloc      the two maps of free blocks
 * registry   the system map: named objects of a segment
 * map        the shared hash map of bytes
 * snapshot   a pinned version of a map, figures of a segment
 * store      the door: spaces, recovery, check
 * codec      types to bytes and back
 * jcache.*   JSR-107
 * </pre>
 *
 * <p>{@code ArchitectureTest} holds the table of allowed imports.
 */
@NullMarked
package io.shmstl;

import org.jspecify.annotations.NullMarked;
