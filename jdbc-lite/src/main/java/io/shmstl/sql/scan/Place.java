package io.shmstl.sql.scan;

import io.shmstl.codec.OpaqueValue;
import io.shmstl.codec.PlainReader;
import io.shmstl.codec.Row;
import io.shmstl.codec.RowReader;
import io.shmstl.codec.RowSchema;
import io.shmstl.map.EntryCopy;
import org.jspecify.annotations.Nullable;

/**
 * A place in the entries of a scan where a record may stand: a side of the entry, or a component of
 * an outer record. Turned to an entry when the first of its columns is asked for; then it knows
 * where its components begin, if it is a record, or holds the fields of the bean that stands there.
 * For one thread.
 */
final class Place {
  private final @Nullable Place outer;
  private final Side side;
  private final Component component;
  private final RowReader reader;
  private long turnedTo = -1;
  private @Nullable RowSchema schema;
  private @Nullable Row bean;

  private Place(@Nullable Place outer, Side side, String name, PlainReader values) {
    this.outer = outer;
    this.side = side;
    this.component = new Component(name);
    this.reader = new RowReader(values);
  }

  /** The whole of a side. */
  static Place of(Side side, PlainReader values) {
    return new Place(null, side, "", values);
  }

  /** A component of the record in an outer place. */
  static Place in(Place outer, String name, PlainReader values) {
    return new Place(outer, outer.side, name, values);
  }

  /** Turns to an entry, unless it is there already. */
  void turn(EntryCopy entry, long row) {
    if (turnedTo != row) {
      schema = null;
      bean = null;
      if (outer == null) {
        reader.reset(entry.bytes(), side.offset(entry), side.length(entry));
        look();
      } else {
        outer.turn(entry, row);
        turnInside(outer);
      }
      turnedTo = row;
    }
  }

  /** The schema of the record or bean that stands here; null if it is something else. */
  @Nullable RowSchema schema() {
    return schema;
  }

  /** The reader of the record that stands here; null if its components are not in the bytes. */
  @Nullable RowReader record() {
    return bean == null ? reader : null;
  }

  /** A component of the record or bean that stands here. */
  @Nullable Object component(int index) {
    Row fields = bean;
    return fields == null ? reader.column(index) : fields.values().get(index);
  }

  /** Whatever stands here; of a place that is a whole side. */
  @Nullable Object value() {
    return reader.value();
  }

  private void turnInside(Place around) {
    int index = component.in(around.schema);
    if (index < 0) {
      return;
    }
    if (around.bean == null) {
      reader.reset(around.reader, index);
      look();
    } else {
      see(around.bean.values().get(index));
    }
  }

  private void look() {
    schema = reader.schema();
    if (schema == null && reader.isSerialized()) {
      see(reader.value());
    }
  }

  private void see(@Nullable Object plain) {
    Object content = plain instanceof OpaqueValue opaque ? PlainValues.content(opaque) : plain;
    if (content instanceof Row row) {
      bean = row;
      schema = row.schema();
    }
  }

  /** A component's index by its name, looked up once for each schema in a row of equal ones. */
  static final class Component {
    private final String name;
    private @Nullable RowSchema known;
    private int index = -1;

    Component(String name) {
      this.name = name;
    }

    /** The index in a schema, or -1. */
    @SuppressWarnings("ReferenceEquality") // an equal schema is looked up once more
    int in(@Nullable RowSchema schema) {
      if (schema != known) {
        known = schema;
        index = schema == null ? -1 : schema.indexOf(name);
      }
      return index;
    }
  }
}
