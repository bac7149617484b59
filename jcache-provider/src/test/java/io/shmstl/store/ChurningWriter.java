package io.shmstl.store;

import io.shmstl.testing.CheckedValue;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * A JVM that changes a cache without end until it is killed: counters, each increment acknowledged
 * in a file of its own, and values of mixed sizes that carry their checksum.
 */
final class ChurningWriter {
  static final int COUNTERS = 64;
  static final int VALUES = 1_500;
  private static final int LARGEST_VALUE = 20_000;

  private ChurningWriter() {}

  /** Arguments: directory of the space, name of the cache, its capacity, acknowledgements, seed. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    MappedByteBuffer acknowledged = acknowledgements(Path.of(args[3]));
    Random random = new Random(Long.parseLong(args[4]));
    StoreKit kit = StoreKit.open(directory, args[1], Long.parseLong(args[2]));
    ChildJvm.serve(command -> {
      while (true) {
        step(kit, acknowledged, random);
      }
    });
  }

  /** A file that outlives its writer: how far each counter was acknowledged, and the sum of all. */
  static MappedByteBuffer acknowledgements(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, 8L * (COUNTERS + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void step(StoreKit kit, MappedByteBuffer acknowledged, Random random) {
    if (random.nextInt(3) == 0) {
      int counter = random.nextInt(COUNTERS);
      long value = increment(kit, "counter-" + counter);
      acknowledged.putLong(8 * counter, value);
      acknowledged.putLong(8 * COUNTERS, acknowledged.getLong(8 * COUNTERS) + 1);
    } else {
      int key = random.nextInt(VALUES);
      if (random.nextInt(6) == 0) {
        kit.remove("value-" + key);
      } else {
        kit.put("value-" + key, CheckedValue.of(key, random, LARGEST_VALUE));
      }
    }
  }

  private static long increment(StoreKit kit, String key) {
    try (KeyLock _ = kit.store().lock(kit.hash(key))) {
      byte[] old = kit.get(key);
      long value = old == null ? 1 : ByteBuffer.wrap(old).getLong() + 1;
      kit.put(key, ByteBuffer.allocate(8).putLong(value).array());
      return value;
    }
  }
}
