package io.shmstl.sql.scan;

import io.shmstl.registry.NamedObject;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.PinFigures;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.type.SqlType;
import io.shmstl.store.CacheDescriptor;
import io.shmstl.sync.MemberInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tables of schema {@code SYS}: names and columns, and how a fact becomes a row. */
final class SystemTables {
  private final List<Table> tables;

  private SystemTables(List<Table> tables) {
    this.tables = List.copyOf(tables);
  }

  /**
   * The tables about a source of caches.
   *
   * @param catalog what {@code COLUMNS} tells about
   */
  static SystemTables of(CacheSource source, Supplier<Catalog> catalog) {
    return new SystemTables(
        List.of(
            segments(source),
            objects(source),
            caches(source),
            freeBlocks(source),
            members(source),
            snapshots(source),
            columns(catalog)));
  }

  List<String> names() {
    return tables.stream().map(Table::name).toList();
  }

  @Nullable Table table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElse(null);
  }

  private static Table segments(CacheSource source) {
    List<Column> columns =
        List.of(
            text("NAME"),
            number("TOTAL"),
            number("RESERVED"),
            number("USED"),
            number("FREE"),
            number("LARGEST_FREE"),
            number("FREE_BLOCKS"),
            Column.of("FRAGMENTATION", SqlType.DOUBLE),
            number("ENTRIES"),
            number("ENTRY_BYTES"),
            number("PAGES"),
            number("TOMBSTONES"),
            number("RETAINED_BYTES"),
            number("EVICTIONS"),
            number("EXPIRATIONS"),
            number("RELOCATIONS"),
            number("RECOVERIES"),
            number("DROPPED"),
            number("LEASE_WAITS"),
            number("LEASE_WAITED_NANOS"),
            number("KEY_LOCK_WAITS"),
            number("KEY_LOCK_WAITED_NANOS"));
    return new SystemTable(
        "SEGMENTS",
        columns,
        () -> {
          Rows rows = new Rows();
          for (SegmentFigures segment : source.segments()) {
            rows.add(
                segment.name(),
                segment.totalBytes(),
                segment.reservedBytes(),
                segment.usedBytes(),
                segment.freeBytes(),
                segment.largestFreeBytes(),
                segment.freeBlocks(),
                segment.fragmentation(),
                segment.map().entries(),
                segment.map().entryBytes(),
                segment.map().pages(),
                segment.map().tombstones(),
                segment.map().retainedBytes(),
                segment.map().evictions(),
                segment.map().expirations(),
                segment.map().relocations(),
                segment.map().recoveries(),
                segment.map().dropped(),
                segment.leaseWaits().count(),
                segment.leaseWaits().nanos(),
                segment.keyLockWaits().count(),
                segment.keyLockWaits().nanos());
          }
          return rows.all;
        });
  }

  private static Table objects(CacheSource source) {
    return new SystemTable(
        "OBJECTS",
        List.of(text("SEGMENT"), text("NAME"), number("ADDRESS"), number("SIZE")),
        () -> {
          Rows rows = new Rows();
          source
              .objects()
              .forEach((segment, objects) -> {
                for (NamedObject object : objects) {
                  rows.add(segment, object.name(), object.address(), object.bytes());
                }
              });
          return rows.all;
        });
  }

  private static Table caches(CacheSource source) {
    List<Column> columns =
        List.of(
            text("NAME"),
            Column.of("SEGMENT_ID", SqlType.UUID),
            number("CAPACITY"),
            text("KEY_TYPE"),
            text("VALUE_TYPE"),
            text("KEY_CODEC"),
            text("VALUE_CODEC"),
            text("EXPIRY"));
    return new SystemTable(
        "CACHES",
        columns,
        () -> {
          Rows rows = new Rows();
          for (CacheDescriptor cache : source.descriptors()) {
            CacheTypes types = CacheTypes.of(cache);
            rows.add(
                cache.name(),
                cache.segmentId(),
                cache.capacityBytes(),
                types.keyType(),
                types.valueType(),
                types.keyCodec(),
                types.valueCodec(),
                cache.settings().get("expiry"));
          }
          return rows.all;
        });
  }

  private static Table freeBlocks(CacheSource source) {
    return new SystemTable(
        "FREE_BLOCKS",
        List.of(text("SEGMENT"), number("ADDRESS"), number("SIZE")),
        () -> {
          Rows rows = new Rows();
          source
              .freeBlocks()
              .forEach((segment, blocks) -> {
                for (FreeBlock block : blocks) {
                  rows.add(segment, block.address(), block.bytes());
                }
              });
          return rows.all;
        });
  }

  private static Table members(CacheSource source) {
    List<Column> columns =
        List.of(
            Column.of("MEMBER", SqlType.INTEGER),
            Column.of("ID", SqlType.UUID),
            number("PID"),
            time("STARTED"),
            time("JOINED"),
            number("PID_NAMESPACE"),
            Column.of("ALIVE", SqlType.BOOLEAN));
    return new SystemTable(
        "MEMBERS",
        columns,
        () -> {
          Rows rows = new Rows();
          for (MemberInfo member : source.members()) {
            rows.add(
                (long) member.slot(),
                member.id(),
                member.pid(),
                at(member.startedAtMs()),
                at(member.joinedAtMs()),
                member.pidNamespace(),
                member.isAlive());
          }
          return rows.all;
        });
  }

  /**
   * A pin whose member has left or is dead belongs to nobody who lives: the next writer clears it.
   */
  private static Table snapshots(CacheSource source) {
    List<Column> columns =
        List.of(
            text("SEGMENT"),
            Column.of("PIN", SqlType.INTEGER),
            number("VERSION"),
            time("OPENED"),
            Column.of("MEMBER", SqlType.INTEGER),
            number("PID"),
            Column.of("ALIVE", SqlType.BOOLEAN));
    return new SystemTable(
        "SNAPSHOTS",
        columns,
        () -> {
          Rows rows = new Rows();
          List<MemberInfo> members = source.members();
          source
              .pins()
              .forEach((segment, pins) -> {
                for (PinFigures pin : pins) {
                  MemberInfo owner = owner(pin, members);
                  rows.add(
                      segment,
                      (long) pin.pin(),
                      pin.version(),
                      at(pin.openedAtMs()),
                      (long) pin.memberSlot(),
                      owner == null ? null : owner.pid(),
                      owner != null && owner.isAlive());
                }
              });
          return rows.all;
        });
  }

  private static @Nullable MemberInfo owner(PinFigures pin, List<MemberInfo> members) {
    for (MemberInfo member : members) {
      if (member.slot() == pin.memberSlot() && member.incarnation() == pin.memberIncarnation()) {
        return member;
      }
    }
    return null;
  }

  private static Table columns(Supplier<Catalog> catalog) {
    List<Column> columns =
        List.of(
            text("TABLE_SCHEMA"),
            text("TABLE_NAME"),
            text("COLUMN_NAME"),
            Column.of("ORDINAL_POSITION", SqlType.INTEGER),
            text("DATA_TYPE"),
            Column.of("IS_NULLABLE", SqlType.BOOLEAN),
            Column.of("IS_HIDDEN", SqlType.BOOLEAN));
    return new SystemTable(
        "COLUMNS",
        columns,
        () -> {
          Rows rows = new Rows();
          Catalog all = catalog.get();
          for (String schema : all.schemas()) {
            for (String name : all.tableNames(schema)) {
              Table table = all.table(schema, name);
              if (table != null) {
                addColumns(table, rows);
              }
            }
          }
          return rows.all;
        });
  }

  private static void addColumns(Table table, Rows rows) {
    long position = 1;
    for (Column column : table.columns()) {
      rows.add(
          table.schema(),
          table.name(),
          column.name(),
          position++,
          Objects.toString(column.type()),
          column.isNullable(),
          column.isHidden());
    }
  }

  private static Column text(String name) {
    return Column.of(name, SqlType.VARCHAR);
  }

  private static Column number(String name) {
    return Column.of(name, SqlType.BIGINT);
  }

  private static Column time(String name) {
    return Column.of(name, ColumnTypes.TIMESTAMP_TZ);
  }

  private static Object at(long ms) {
    return Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC);
  }

  private static final class Rows {
    private final List<@Nullable Object[]> all = new ArrayList<>();

    void add(@Nullable Object... row) {
      all.add(row);
    }
  }
}
