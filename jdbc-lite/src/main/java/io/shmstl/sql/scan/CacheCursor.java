package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.error.SqlFailure;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A walk over the entries of a pinned version; the row is the entry where it stands. */
final class CacheCursor implements TableCursor {
  private final CacheTable table;
  private final PinnedCache pinned;
  private final EntryWalk entries;
  private final EntryCopy entry;
  private final EntryDecoder decoder;

  /**
   * A cursor over some entries of a version.
   *
   * @param entries fills the buffer
   * @param columns those that may be asked for
   */
  CacheCursor(
      CacheTable table, PinnedCache pinned, EntryWalk entries, EntryCopy entry, BitSet columns) {
    this.table = table;
    this.pinned = pinned;
    this.entries = entries;
    this.entry = entry;
    this.decoder = new EntryDecoder(pinned.cache(), table.entryColumns(), columns, entry);
  }

  @Override
  public boolean next() {
    try {
      while (entries.next(entry)) {
        if (pinned.isVisible(entry)) {
          decoder.turn();
          return true;
        }
      }
      return false;
    } catch (RuntimeException e) {
      throw ScanErrors.of(table.name(), e);
    }
  }

  @Override
  public @Nullable Object get(int column) {
    try {
      return decoder.get(column);
    } catch (SqlFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw ScanErrors.of(table.name(), e);
    }
  }

  /** The pin is the view's. */
  @Override
  public void close() {
    entry.trim();
  }
}
