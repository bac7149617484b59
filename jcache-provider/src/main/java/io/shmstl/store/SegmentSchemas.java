package io.shmstl.store;

import io.shmstl.codec.SchemaRegistry;
import io.shmstl.map.SharedMap;
import io.shmstl.registry.NamedObject;
import io.shmstl.registry.SystemMap;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a cache: named objects {@code schema/1}, {@code schema/2} and so on in its
 * segment, each immutable from the moment it can be found.
 */
final class SegmentSchemas implements SchemaRegistry {
  private static final String PREFIX = "schema/";

  /** What an object takes beside its bytes, at most: its node and rounding. */
  private static final int NODE_BYTES = 1024;

  private final Segment segment;
  private final SystemMap systemMap;
  private final SharedMap map;
  private final WriteAccess writes;
  private final Map<ByteBuffer, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, byte[]> schemas = new ConcurrentHashMap<>();

  /** The number that was asked for in vain last: statements ask for the next one all the time. */
  private volatile @Nullable Missing missing;

  /** A number without a schema. */
  private record Missing(int number, SystemMap.Absence absence) {}

  SegmentSchemas(Segment segment, SystemMap systemMap, SharedMap map, WriteAccess writes) {
    this.segment = segment;
    this.systemMap = systemMap;
    this.map = map;
    this.writes = writes;
  }

  @Override
  public int numberOf(byte[] schema) {
    Integer known = numbers.get(ByteBuffer.wrap(schema));
    if (known != null) {
      return known;
    }
    byte[] copy = schema.clone();
    int number = find(copy, FIRST_NUMBER);
    if (schema(number) == null) {
      int from = number;
      int[] registered = new int[1];
      writes.run(() -> registered[0] = register(copy, from));
      number = registered[0];
    }
    numbers.put(ByteBuffer.wrap(copy), number);
    return number;
  }

  @Override
  public byte @Nullable [] schema(int number) {
    if (isMissing(number)) {
      return null;
    }
    byte[] known = schemas.get(number);
    if (known == null) {
      known = read(number);
      if (known != null) {
        schemas.put(number, known);
      }
    }
    return known == null ? null : known.clone();
  }

  /** The number of equal bytes, or the first free number. */
  private int find(byte[] schema, int from) {
    int number = from;
    for (byte[] other = schema(number);
        other != null && !Arrays.equals(other, schema);
        other = schema(number)) {
      number++;
    }
    return number;
  }

  private int register(byte[] schema, int from) {
    int number = find(schema, from);
    if (number > LAST_NUMBER) {
      throw new FullException("schemas of " + segment.file(), number, LAST_NUMBER);
    }
    if (schema(number) == null) {
      map.makeRoom(schema.length + (long) NODE_BYTES);
      systemMap.findOrCreate(
          PREFIX + number,
          schema.length,
          (memory, address, bytes) ->
              MemorySegment.copy(schema, 0, memory, Layouts.BYTE, address, schema.length));
    }
    return number;
  }

  private boolean isMissing(int number) {
    Missing known = missing;
    return known != null && known.number() == number && known.absence().isSo();
  }

  private byte @Nullable [] read(int number) {
    NamedObject object = systemMap.find(PREFIX + number);
    if (object == null) {
      SystemMap.Absence absence = systemMap.absence(PREFIX + number);
      missing = absence == null ? null : new Missing(number, absence);
      return null;
    }
    byte[] bytes = new byte[Math.toIntExact(object.bytes())];
    MemorySegment.copy(
        segment.memory(), object.address(), MemorySegment.ofArray(bytes), 0, bytes.length);
    return bytes;
  }
}
