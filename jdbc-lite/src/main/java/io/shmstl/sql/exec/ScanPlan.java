package io.shmstl.sql.exec;

import io.shmstl.sql.catalog.RowBlock;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.Selection;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a table: all of them, or those with some keys. */
public final class ScanPlan implements Plan {
  private final int slot;
  private final Table table;
  private final BitSet columns;
  private final List<Expression> keys;

  /**
   * A scan or a look-up.
   *
   * @param slot the source it moves
   * @param table what it reads
   * @param columns those somebody asks for; may grow until binding has ended
   * @param keys the keys to look up, each once; none for a scan
   */
  public ScanPlan(int slot, Table table, BitSet columns, List<Expression> keys) {
    this.slot = slot;
    this.table = table;
    this.columns = columns;
    this.keys = List.copyOf(keys);
  }

  /** How many rows come, or {@link Table#UNKNOWN}. */
  long rowCount(StatementContext context) {
    return keys.isEmpty() ? table.rowCount(context.view()) : Table.UNKNOWN;
  }

  @Override
  public Cursor open(Frame frame) {
    if (keys.isEmpty()) {
      TableCursor rows = table.scan(frame.context().view(), columns);
      return rows.hasBlocks()
          ? new BlockScanCursor(frame, slot, rows)
          : new ScanCursor(frame, slot, rows);
    }
    if (keys.size() > 1) {
      return new KeysCursor(frame);
    }
    Object wanted = keys.getFirst().evaluate(frame);
    return new ScanCursor(
        frame, slot, wanted == null ? null : table.find(frame.context().view(), wanted, columns));
  }

  @Override
  public void describe(Explanation out) {
    String name = table.schema() + "." + table.name();
    out.step(
        switch (keys.size()) {
          case 0 -> "scan " + name;
          case 1 -> "look up a key in " + name;
          default -> "look up " + keys.size() + " keys in " + name;
        });
  }

  private static final class BlockScanCursor implements BlockCursor {
    private final StatementContext context;
    private final Frame frame;
    private final int slot;
    private final TableCursor rows;
    private @Nullable Selection selection;

    BlockScanCursor(Frame frame, int slot, TableCursor rows) {
      this.context = frame.context();
      this.frame = frame;
      this.slot = slot;
      this.rows = rows;
    }

    @Override
    public @Nullable Selection nextRows() {
      RowBlock block = rows.nextBlock();
      if (block == null) {
        return null;
      }
      context.tick(block.size());
      Selection some = selection;
      if (some == null) {
        some = new Selection(frame, slot, block);
        selection = some;
      } else {
        some.take(block);
      }
      return some;
    }

    @Override
    public boolean next() {
      context.tick();
      if (!rows.next()) {
        return false;
      }
      frame.move(slot, rows);
      return true;
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  /** One look-up after the other; a key that is there twice is looked up once. */
  private final class KeysCursor implements Cursor {
    private final Frame frame;
    private final Iterator<Object> wanted;
    private @Nullable TableCursor rows;

    KeysCursor(Frame frame) {
      this.frame = frame;
      Set<Object> values = new LinkedHashSet<>();
      for (Expression key : keys) {
        Object value = Values.key(key.evaluate(frame));
        if (value != null) {
          values.add(value);
        }
      }
      wanted = values.iterator();
    }

    @Override
    public boolean next() {
      while (true) {
        frame.context().tick();
        TableCursor current = rows;
        if (current == null) {
          if (!wanted.hasNext()) {
            return false;
          }
          current = table.find(frame.context().view(), wanted.next(), columns);
          rows = current;
        }
        if (current.next()) {
          frame.move(slot, current);
          return true;
        }
        close();
      }
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }

  private static final class ScanCursor implements Cursor {
    private final StatementContext context;
    private final Frame frame;
    private final int slot;
    private final @Nullable TableCursor rows;

    ScanCursor(Frame frame, int slot, @Nullable TableCursor rows) {
      this.context = frame.context();
      this.frame = frame;
      this.slot = slot;
      this.rows = rows;
    }

    @Override
    public boolean next() {
      context.tick();
      if (rows == null || !rows.next()) {
        return false;
      }
      frame.move(slot, rows);
      return true;
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
      }
    }
  }
}
