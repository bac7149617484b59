package io.shmstl.segment;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How far a segment's sparse file is backed: by zeros really written before anybody touches the
 * memory, since a touch that the file system cannot back kills the process, while a write that it
 * cannot back is an ordinary error.
 *
 * <p>What a failed or killed reservation has written is zeros behind the reserved end: nobody looks
 * at them, and the next one writes them again.
 *
 * <p>Used by the holder of the writer lease, and by the creator of a segment.
 */
final class Reservation {
  /** What is reserved at once, if there is as much. */
  static final long CHUNK = 1 << 20;

  /**
   * How many reservations are refused unseen after one that failed: a full file system stays full
   * for a while, and asking it costs more than the eviction that is the way out.
   */
  static final int REFUSALS_AFTER_FAILURE = 63;

  private final Path file;
  private final UninterruptedFile open;
  private final long capacityBytes;
  private int refusalsLeft;
  private boolean isLogged;

  Reservation(Path file, UninterruptedFile open, long capacityBytes) {
    this.file = file;
    this.open = open;
    this.capacityBytes = capacityBytes;
  }

  /** Backs the fixed areas of a new segment, and its bitmap and heap up to {@code heapStart}. */
  void reserveFixedAreas(long heapStart) {
    Refused refused = new Refused();
    long fixedArea = SegmentLayout.heapStart(capacityBytes);
    long bitmapEnd = SegmentLayout.bitmapReservedEnd(capacityBytes, heapStart);
    if (open.writeZeros(0, bitmapEnd, refused) < bitmapEnd
        || open.writeZeros(fixedArea, heapStart, refused) < heapStart) {
      IOException cause = refused.cause == null ? new IOException("unknown") : refused.cause;
      long bytes = bitmapEnd + heapStart - fixedArea;
      throw new FullException(
          "the file system of " + file, bytes, FileAccess.usableBytes(file), cause);
    }
  }

  /**
   * Backs the file from the reserved end to {@code end} and, while there is room, to the end of the
   * chunk; true if it reached {@code end}.
   */
  boolean reserve(MemorySegment memory, long end) {
    if (end > capacityBytes) {
      return false;
    }
    if (refusalsLeft > 0) {
      refusalsLeft--;
      return false;
    }
    Refused refused = new Refused();
    long reserved = SuperblockLayout.reservedEndAcquire(memory);
    while (reserved < end) {
      long goal = Math.min(capacityBytes, (reserved / CHUNK + 1) * CHUNK);
      long reached = reserveTo(reserved, goal, refused);
      if (reached > reserved) {
        // release: pairs with reservedEndAcquire in Segment; what lies below it may be touched.
        // crash point: before it nobody looks at the chunk, after it the chunk is zeros.
        SuperblockLayout.reservedEndRelease(memory, reached);
        reserved = reached;
      }
      if (refused.cause != null) {
        refusalsLeft = REFUSALS_AFTER_FAILURE;
        log(refused.cause, reserved);
        break;
      }
    }
    return reserved >= end;
  }

  private long reserveTo(long reserved, long goal, Refused refused) {
    long bitmapFrom = SegmentLayout.bitmapReservedEnd(capacityBytes, reserved);
    long bitmapTo = SegmentLayout.bitmapReservedEnd(capacityBytes, goal);
    if (open.writeZeros(bitmapFrom, bitmapTo, refused) < bitmapTo) {
      return reserved;
    }
    long reached = open.writeZeros(reserved, goal, refused);
    return reached == goal ? goal : reached / SegmentLayout.PAGE * SegmentLayout.PAGE;
  }

  private void log(IOException cause, long reserved) {
    if (!isLogged) {
      isLogged = true;
      logger()
          .log(
              Level.DEBUG,
              () -> file + " stays at " + reserved + " of " + capacityBytes + " bytes: " + cause);
    }
  }

  private static final class Refused implements UninterruptedFile.Refusal {
    private @Nullable IOException cause;

    @Override
    public void refused(IOException cause) {
      this.cause = cause;
    }
  }

  private static Logger logger() {
    return System.getLogger(Reservation.class.getName());
  }
}
