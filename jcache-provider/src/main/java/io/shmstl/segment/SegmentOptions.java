package io.shmstl.segment;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a segment is created with.
 *
 * @param id the id it gets; null for a random one
 * @param kind what it is for
 * @param capacityBytes length of the file: {@link #MIN_CAPACITY} to {@link #MAX_CAPACITY}, a
 *     multiple of {@link #CAPACITY_UNIT}
 * @param generation id of the system segment it belongs to; a system segment has its own id
 *     whatever stands here
 * @param groupShared whether the members of the file's group may use it too
 * @param fixedAreaBytes bytes between the bitmap and the heap, a multiple of 4096; 0 for a cache
 */
public record SegmentOptions(
    @Nullable UUID id,
    SegmentKind kind,
    long capacityBytes,
    UUID generation,
    boolean groupShared,
    long fixedAreaBytes) {
  public static final long MIN_CAPACITY = 1L << 20;

  /** What 32-bit addresses in units of 8 bytes reach. */
  public static final long MAX_CAPACITY = 1L << 35;

  /** Capacities are whole pages of the file. */
  public static final long CAPACITY_UNIT = 4096;

  public SegmentOptions {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(generation, "generation");
    if (capacityBytes < MIN_CAPACITY || capacityBytes > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity is %d bytes, allowed are %d to %d"
              .formatted(capacityBytes, MIN_CAPACITY, MAX_CAPACITY));
    }
    if (capacityBytes % CAPACITY_UNIT != 0) {
      throw new IllegalArgumentException(
          "capacity is %d bytes, allowed are multiples of %d"
              .formatted(capacityBytes, CAPACITY_UNIT));
    }
    long most = capacityBytes / 2;
    if (fixedAreaBytes < 0 || fixedAreaBytes > most || fixedAreaBytes % CAPACITY_UNIT != 0) {
      throw new IllegalArgumentException(
          "fixed area is %d bytes, allowed are multiples of %d up to %d"
              .formatted(fixedAreaBytes, CAPACITY_UNIT, most));
    }
  }

  /** Options of a segment with a random id. */
  public SegmentOptions(
      SegmentKind kind,
      long capacityBytes,
      UUID generation,
      boolean groupShared,
      long fixedAreaBytes) {
    this(null, kind, capacityBytes, generation, groupShared, fixedAreaBytes);
  }

  /** The options of a private cache segment. */
  public static SegmentOptions cache(long capacityBytes, UUID generation) {
    return new SegmentOptions(SegmentKind.CACHE, capacityBytes, generation, false, 0);
  }
}
