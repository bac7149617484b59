package io.shmstl.alloc;

/**
 * How the bytes of a segment are used.
 *
 * <p>When no writer is at work, {@code heapStart + usedBytes + freeBytes == nextAddress}.
 *
 * @param totalBytes the segment's capacity
 * @param reservedBytes what the file system has given for it
 * @param heapStart bytes before the heap: superblock, lock words, bitmap and the like
 * @param nextAddress the next allocation address; from there to {@code totalBytes} nothing is
 *     handed out
 * @param usedBytes bytes in live blocks
 * @param freeBytes bytes in free blocks below the next allocation address
 * @param freeBlocks number of free blocks
 * @param largestFreeBytes size of the largest free block, or up to a sixteenth less: see {@link
 *     Allocator#figures} and {@link Allocator#exactFigures}
 */
public record AllocatorFigures(
    long totalBytes,
    long reservedBytes,
    long heapStart,
    long nextAddress,
    long usedBytes,
    long freeBytes,
    long freeBlocks,
    long largestFreeBytes) {

  /** Bytes that are not in a live block: in free blocks, or never handed out. */
  public long availableBytes() {
    return freeBytes + untouchedBytes();
  }

  /** Bytes from the next allocation address to the end of the segment. */
  public long untouchedBytes() {
    return Math.max(0, totalBytes - nextAddress);
  }

  /**
   * How scattered the free blocks are: 0 if they are one block or none, towards 1 the less of them
   * is in the largest one.
   */
  public double fragmentation() {
    return freeBytes <= 0 ? 0 : 1 - Math.min(1, (double) largestFreeBytes / freeBytes);
  }
}
