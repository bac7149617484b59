package io.shmstl.jcache.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that outlives those who write it: of each increment of a counter, that it was begun, and
 * that the call returned. One writer at a time for each place.
 */
final class Acknowledgements {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer file;
  private final int places;
  private final int counters;

  private Acknowledgements(ByteBuffer file, int places, int counters) {
    this.file = file;
    this.places = places;
    this.counters = counters;
  }

  static Acknowledgements open(Path path, int places, int counters) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long bytes = 2L * Long.BYTES * places * counters;
      return new Acknowledgements(channel.map(MapMode.READ_WRITE, 0, bytes), places, counters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void begin(int place, int counter) {
    add(begun(place, counter));
  }

  void acknowledge(int place, int counter) {
    add(acknowledged(place, counter));
  }

  /** Increments of the counter whose calls returned. */
  long acknowledged(int counter) {
    long sum = 0;
    for (int place = 0; place < places; place++) {
      sum += (long) LONGS.getVolatile(file, acknowledged(place, counter));
    }
    return sum;
  }

  /**
   * After the death of a place's writer: how many of its increments of the counter may or may not
   * have happened, as nobody was told; forgets them.
   */
  long takeUnanswered(int place, int counter) {
    long acknowledged = (long) LONGS.getVolatile(file, acknowledged(place, counter));
    long begun = (long) LONGS.getVolatile(file, begun(place, counter));
    LONGS.setVolatile(file, begun(place, counter), acknowledged);
    return begun - acknowledged;
  }

  private void add(int index) {
    LONGS.setVolatile(file, index, (long) LONGS.getVolatile(file, index) + 1);
  }

  private int begun(int place, int counter) {
    return 2 * Long.BYTES * (place * counters + counter);
  }

  private int acknowledged(int place, int counter) {
    return begun(place, counter) + Long.BYTES;
  }
}
