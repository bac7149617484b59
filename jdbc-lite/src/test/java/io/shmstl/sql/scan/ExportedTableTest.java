package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmCacheManager;
import io.shmstl.sql.error.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of a cache, read as a table and made a cache again. */
class ExportedTableTest {
  record Place(String city, int zip) {}

  private final DatabaseKit kit = new DatabaseKit();

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void export() throws IOException {
    file = directory.resolve("places.export");
    Cache<Long, Place> cache = kit.cache("places", Long.class, Place.class);
    for (long i = 0; i < 100; i++) {
      cache.put(i, new Place("c" + i, (int) i));
    }
    assertThat(cache.unwrap(ShmCache.class).exportTo(file)).isEqualTo(100);
    cache.clear();
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void exportIsATableOfItsOwn() {
    try (CacheDatabase database = CacheDatabase.open(file, true)) {
      assertThat(database.catalog().tableNames("CACHES")).containsExactly("places");
      assertThat(DatabaseKit.rows(database, "SELECT count(*), sum(zip) FROM places"))
          .containsExactly(List.of(100L, 4950L));
      assertThat(DatabaseKit.rows(database, "SELECT city FROM places WHERE key = 42"))
          .containsExactly(List.of("c42"));
      assertThat(DatabaseKit.rows(database, "SELECT name, entries FROM sys.segments"))
          .containsExactly(List.of("places", 100L));
      assertThat(DatabaseKit.rows(database, "SELECT * FROM snapshots")).isEmpty();
    }
  }

  @Test
  void exportIsReadWithoutWriteAccess() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    try (CacheDatabase database = CacheDatabase.open(file, true)) {
      assertThat(DatabaseKit.rows(database, "SELECT count(*) FROM places"))
          .containsExactly(List.of(100L));
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void fileThatIsNoExportIsRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no export".repeat(100));
    assertThatThrownBy(() -> CacheDatabase.open(text, true).close())
        .isInstanceOf(SqlFailure.class)
        .extracting("sqlState")
        .isEqualTo("08006");
  }

  @Test
  void exportBecomesACacheAgain() throws IOException {
    ShmCacheManager manager = kit.manager().unwrap(ShmCacheManager.class);
    Cache<Long, Place> copy = manager.importCache("copy", file);
    assertThat(copy.get(42L)).isEqualTo(new Place("c42", 42));
    assertThat(kit.rows("SELECT count(*) FROM copy")).containsExactly(List.of(100L));
    assertThatThrownBy(() -> manager.importCache("copy", file))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("exists");
  }
}
