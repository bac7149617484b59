package io.shmstl.snapshot;

/**
 * A free block of a segment.
 *
 * @param address byte offset of its start
 * @param bytes its size
 */
public record FreeBlock(long address, long bytes) {}
