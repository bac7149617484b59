package io.shmstl.sql.scan;

import io.shmstl.codec.ColumnFinder;
import io.shmstl.codec.OpaqueValue;
import io.shmstl.codec.RowReader;
import io.shmstl.codec.RowSchema;
import io.shmstl.map.EntryCopy;
import io.shmstl.sql.type.SqlType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes columns of the entry in a buffer, each when it is asked for. For one thread. */
final class EntryDecoder {
  private final EntryCopy entry;
  private final OpenCache cache;
  private final ColumnReader[] readers;
  private final List<EntryColumn> columns;
  private final ColumnFinder[] recordColumns;
  private final Map<Side, Place> sides = new EnumMap<>(Side.class);
  private final Map<List<String>, Place> keyPlaces = new HashMap<>();
  private final Map<List<String>, Place> valuePlaces = new HashMap<>();
  private long row;

  /**
   * A decoder of some columns.
   *
   * @param entry the buffer that holds one entry after the other
   * @param wanted the columns that may be asked for
   */
  EntryDecoder(OpenCache cache, List<EntryColumn> columns, BitSet wanted, EntryCopy entry) {
    this.cache = cache;
    this.entry = entry;
    this.columns = columns;
    this.readers = new ColumnReader[columns.size()];
    this.recordColumns = new ColumnFinder[columns.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = wanted.get(i) ? reader(columns.get(i)) : () -> null;
    }
  }

  /** Says that the buffer holds another entry. */
  void turn() {
    row++;
  }

  /** A column of the entry. */
  @Nullable Object get(int column) {
    return readers[column].read();
  }

  /**
   * A component of the record that the entry is on one of its sides, to be found in others without
   * this decoder; null if the column is something else here. A column of numbers or texts must hold
   * in its bytes what the engine wants, without conversion, or be left to the decoder there.
   */
  @Nullable ColumnFinder recordColumn(int column) {
    ColumnFinder known = recordColumns[column];
    if (known != null || columns.get(column).origin() != EntryColumn.Origin.COMPONENT) {
      return known;
    }
    List<String> path = columns.get(column).path();
    if (path.size() != 1) {
      return null;
    }
    Place place = place(columns.get(column).side());
    place.turn(entry, row);
    RowSchema schema = place.schema();
    RowReader record = place.record();
    int index = schema == null ? -1 : schema.indexOf(path.getFirst());
    if (record == null || index < 0) {
      return null;
    }
    known = new ColumnFinder(record.recordColumn(index));
    recordColumns[column] = known;
    return known;
  }

  /** Reads one column. */
  @FunctionalInterface
  private interface ColumnReader {
    @Nullable Object read();
  }

  private ColumnReader reader(EntryColumn column) {
    Side side = column.side();
    return switch (column.origin()) {
      case COMPONENT -> componentReader(column);
      case SCALAR -> scalarReader(place(side), column.column().type());
      case WHOLE -> () -> cache.object(side, entry);
      case CLASS_NAME -> classReader(side);
      case SIZE -> () -> (long) side.length(entry);
      case CREATED ->
          () -> entry.createdSeconds() == 0 ? null : time(entry.createdSeconds() * 1000L);
      case EXPIRES -> () -> entry.deadlineMs() == Long.MAX_VALUE ? null : time(entry.deadlineMs());
      case VERSION -> entry::version;
      case BYTES -> () -> (long) entry.keyLength() + entry.valueLength();
    };
  }

  private ColumnReader componentReader(EntryColumn column) {
    List<String> path = column.path();
    SqlType type = column.column().type();
    Place place = place(column.side(), path.subList(0, path.size() - 1));
    Place.Component component = new Place.Component(path.getLast());
    if (type.kind().isInteger()) {
      return () -> integer(place, component, type);
    }
    return () -> {
      place.turn(entry, row);
      int index = component.in(place.schema());
      return index < 0 ? null : PlainValues.of(place.component(index), type);
    };
  }

  /** Spares the boxes between a number in the bytes and the one for the engine. */
  private @Nullable Object integer(Place place, Place.Component component, SqlType type) {
    place.turn(entry, row);
    RowSchema schema = place.schema();
    int index = component.in(schema);
    if (index < 0 || schema == null) {
      return null;
    }
    RowReader record = place.record();
    if (record != null && schema.columns().get(index).type().isWholeNumber()) {
      return record.isNull(index) ? null : (Object) record.longColumn(index);
    }
    return PlainValues.of(place.component(index), type);
  }

  /** Where other entries have components, this one's is null. */
  private ColumnReader scalarReader(Place place, SqlType type) {
    return () -> {
      place.turn(entry, row);
      return place.schema() != null ? null : PlainValues.of(place.value(), type);
    };
  }

  private ColumnReader classReader(Side side) {
    Place place = place(side);
    return () -> {
      place.turn(entry, row);
      RowSchema schema = place.schema();
      if (schema != null) {
        return schema.className();
      }
      Object value = place.value();
      if (value instanceof OpaqueValue opaque) {
        return opaque.className().isEmpty() ? cache.className(side) : opaque.className();
      }
      return value == null ? null : value.getClass().getName();
    };
  }

  private Place place(Side side) {
    return sides.computeIfAbsent(side, of -> Place.of(of, cache.reader()));
  }

  private Place place(Side side, List<String> path) {
    if (path.isEmpty()) {
      return place(side);
    }
    Map<List<String>, Place> places = side == Side.KEY ? keyPlaces : valuePlaces;
    Place known = places.get(path);
    if (known == null) {
      Place outer = place(side, path.subList(0, path.size() - 1));
      known = Place.in(outer, path.getLast(), cache.reader());
      places.put(path, known);
    }
    return known;
  }

  private static Object time(long ms) {
    return Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC);
  }
}
