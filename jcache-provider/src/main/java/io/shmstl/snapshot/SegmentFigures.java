package io.shmstl.snapshot;

import io.shmstl.map.MapFigures;
import io.shmstl.sync.Waits;

/**
 * The figures of one cache's segment at one moment (claims 6-7 and 14-15: a snapshot of the segment
 * with its total size).
 *
 * @param name the cache's name
 * @param totalBytes the segment's capacity, which it never grows past
 * @param reservedBytes what the file system has given for it
 * @param usedBytes bytes in live blocks
 * @param freeBytes bytes in free blocks
 * @param largestFreeBytes size of the largest free block, at most a sixteenth too little
 * @param freeBlocks number of free blocks
 * @param fragmentation 0 if the free bytes are one block or none, towards 1 the more scattered
 * @param leaseWaits how often writers of all processes waited for the writer lease
 * @param keyLockWaits how often they waited for key locks
 * @param map the map's own figures
 */
public record SegmentFigures(
    String name,
    long totalBytes,
    long reservedBytes,
    long usedBytes,
    long freeBytes,
    long largestFreeBytes,
    long freeBlocks,
    double fragmentation,
    Waits leaseWaits,
    Waits keyLockWaits,
    MapFigures map) {}
