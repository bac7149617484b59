package io.shmstl.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.testing.Orderings;
import io.shmstl.testing.Rendezvous;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Memory is reserved, and a reference to it published, while somebody reads: whoever sees the
 * reference sees that its target is reserved, and whoever sees the reserved end sees zeros below it
 * where the file had something else before.
 *
 * <p>First whether the reference was seen, then whether the end was, then the worst byte below it.
 */
@JCStressTest
@State
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "before all of it")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "reserved, and not referred to")
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "after all of it")
@Outcome(
    id = "1, 0, 0",
    expect = FORBIDDEN,
    desc = "a reference beyond the end, which a reader refuses: the end is released before it")
@Outcome(expect = FORBIDDEN, desc = "not zero: the zeros were written before the end was released")
public class ReservationOrdering {
  /** Chunks in front of the cells, among them those of the bitmap. */
  private static final int CHUNKS_BEFORE = 32;

  private static final long CAPACITY = (CHUNKS_BEFORE + Orderings.CELLS) * Reservation.CHUNK;
  private static final long PAGE = SegmentLayout.PAGE;
  private static final VarHandle REFERENCE = Layouts.LONG.varHandle();
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** In each cell a superblock, and behind it the reference. */
  private static final MemorySegment WORDS =
      Arena.global().allocate(Orderings.CELLS * PAGE, SegmentLayout.PAGE);

  private static final UninterruptedFile FILE;
  private static final MemorySegment MEMORY;

  static {
    try {
      Path shm = Path.of("/dev/shm");
      Path file =
          Files.isWritable(shm)
              ? Files.createTempFile(shm, "shmstl-test-", ".seg")
              : Files.createTempFile("shmstl-test-", ".seg");
      FILE =
          UninterruptedFile.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        MEMORY = channel.map(MapMode.READ_WRITE, 0, CAPACITY, Arena.global());
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final Rendezvous start = new Rendezvous();
  private final long end;
  private final MemorySegment words;
  private final Reservation reservation = new Reservation(Path.of("orderings"), FILE, CAPACITY);

  /** All but the last page of the cell's chunk is reserved, and that page is not zero. */
  public ReservationOrdering() {
    int cell = NEXT.getAndIncrement() & Orderings.CELLS - 1;
    end = (CHUNKS_BEFORE + cell + 1) * Reservation.CHUNK;
    words = WORDS.asSlice(cell * PAGE, PAGE);
    MEMORY.asSlice(end - PAGE, PAGE).fill((byte) 0xff);
    SuperblockLayout.reservedEndRelease(words, end - PAGE);
    REFERENCE.setRelease(words, PAGE - 8, 0L);
  }

  /** Reserves the page, and refers to it. */
  @Actor
  public void writer() {
    start.first();
    if (reservation.reserve(words, end)) {
      REFERENCE.setRelease(words, PAGE - 8, end - PAGE);
    }
  }

  /** Follows the reference as far as the end allows. */
  @Actor
  public void reader(III_Result result) {
    start.second();
    result.r1 = (long) REFERENCE.getAcquire(words, PAGE - 8) == 0 ? 0 : 1;
    if (SuperblockLayout.reservedEndAcquire(words) < end) {
      return;
    }
    result.r2 = 1;
    for (long at = end - PAGE; at < end; at += 8) {
      if (MEMORY.get(Layouts.LONG, at) != 0) {
        result.r3 = 1;
      }
    }
  }
}
