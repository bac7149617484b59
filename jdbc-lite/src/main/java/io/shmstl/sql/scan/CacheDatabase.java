package io.shmstl.sql.scan;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.store.ExportedCache;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An open space or export, read through SQL: the catalog of its tables, and views of its caches.
 * Thread-safe; the connections of one URL share one.
 */
public final class CacheDatabase implements AutoCloseable {
  /** System property: whether spaces that the group of their files shares may be used. */
  private static final String GROUP_SHARED = "shmstl.groupShared";

  private final Path location;
  private final CacheSource source;
  private final SpaceCatalog catalog;

  private CacheDatabase(Path location, CacheSource source, SpaceCatalog catalog) {
    this.location = location;
    this.source = source;
    this.catalog = catalog;
  }

  /**
   * Opens a space that is there, or an export of a snapshot; never makes anything. This process
   * becomes a member of the space, since a pin is a write; an export is only read.
   *
   * @param location the space's directory, or the export
   * @param starShowsKeys whether {@code SELECT *} shows the columns of keys
   * @throws io.shmstl.sql.error.SqlFailure 08001 if there is nothing, 08004 if it may not be used,
   *     08006 if it is damaged
   */
  public static CacheDatabase open(Path location, boolean starShowsKeys) {
    Path place = location.toAbsolutePath().normalize();
    try {
      CacheSource source = Files.isRegularFile(place) ? openExport(place) : openSpace(place);
      return new CacheDatabase(place, source, new SpaceCatalog(source, starShowsKeys));
    } catch (NoSuchFileException e) {
      throw SqlErrors.noSpace("there is no space in " + place, e);
    } catch (RuntimeException e) {
      throw ScanErrors.ofSpace(place, e);
    }
  }

  private static CacheSource openExport(Path file) throws NoSuchFileException {
    return new ExportSource(ExportedCache.open(file));
  }

  private static CacheSource openSpace(Path directory) throws NoSuchFileException {
    if (Files.isDirectory(directory) && !Files.isExecutable(directory)) {
      throw SqlErrors.noAccess(ScanErrors.noAccess(directory, "permission denied"), null);
    }
    return new SharedCaches(Space.attach(directory, options()));
  }

  private static StoreOptions options() {
    StoreOptions options = StoreOptions.DEFAULT;
    return new StoreOptions(
        options.leaseWait(),
        options.keyLockWait(),
        options.snapshotAge(),
        Boolean.getBoolean(GROUP_SHARED));
  }

  /** Where the space or the export is. */
  public Path location() {
    return location;
  }

  /** The tables there are, at every moment anew: schemas {@code CACHES} and {@code SYS}. */
  public Catalog catalog() {
    return catalog;
  }

  /** A view that pins a version of each cache when it first reads it; closed by the caller. */
  public CacheView openView() {
    return openView(false);
  }

  /**
   * As {@link #openView()}.
   *
   * @param isOfOneTable whether the reader names one table, once: its rows may then be counted
   *     without a pin
   */
  public CacheView openView(boolean isOfOneTable) {
    return new CacheView(isOfOneTable);
  }

  /** Leaves the space. Views that are still open end with it. */
  @Override
  public void close() {
    try {
      source.close();
    } catch (RuntimeException e) {
      throw ScanErrors.ofSpace(location, e);
    }
  }
}
