package io.shmstl.benchmarks.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Stat;
import org.lmdbjava.Txn;

/**
 * LMDB in a file in shared memory, without syncs; a transaction for each operation, and reads renew
 * the transaction of their thread. It never evicts.
 */
final class LmdbPeer implements Peer {
  private static final long MAP_BYTES = 2L << 30;
  private static final int MAX_VALUE_BYTES = 4096;

  private final Path directory;

  LmdbPeer(Path directory) {
    this.directory = directory;
  }

  @Override
  public <V> PeerCache<V> create(CacheSpec<V> spec) throws IOException {
    if (spec.isBounded()) {
      throw new UnsupportedOperationException("never evicts");
    }
    return attach(spec);
  }

  @Override
  public <V> PeerCache<V> attach(CacheSpec<V> spec) throws IOException {
    Path files = Files.createDirectories(directory.resolve("lmdb-" + spec.name()));
    Env<ByteBuffer> env =
        Env.create()
            .setMapSize(MAP_BYTES)
            .setMaxDbs(1)
            .setMaxReaders(64)
            .open(
                files.toFile(),
                EnvFlags.MDB_WRITEMAP,
                EnvFlags.MDB_NOSYNC,
                EnvFlags.MDB_NOMETASYNC);
    Dbi<ByteBuffer> entries = env.openDbi(spec.name(), DbiFlags.MDB_CREATE);
    return new LmdbCache<>(env, entries, ValueFormat.of(spec.type()));
  }

  @Override
  public void close() {
    // nothing is kept outside the caches
  }

  private static final class LmdbCache<V> implements PeerCache<V> {
    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> entries;
    private final ValueFormat<V> format;
    private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(this::reader);

    /** What a thread keeps: its buffers, and a read transaction that is reset between reads. */
    private record Reader(Txn<ByteBuffer> transaction, ByteBuffer key, ByteBuffer value) {}

    LmdbCache(Env<ByteBuffer> env, Dbi<ByteBuffer> entries, ValueFormat<V> format) {
      this.env = env;
      this.entries = entries;
      this.format = format;
    }

    private Reader reader() {
      Txn<ByteBuffer> transaction = env.txnRead();
      transaction.reset();
      return new Reader(
          transaction,
          ByteBuffer.allocateDirect(Long.BYTES),
          ByteBuffer.allocateDirect(MAX_VALUE_BYTES));
    }

    @Override
    public @Nullable V get(Long key) {
      Reader reader = readers.get();
      reader.transaction().renew();
      try {
        return get(reader, key);
      } finally {
        reader.transaction().reset();
      }
    }

    private @Nullable V get(Reader reader, Long key) {
      reader.key().clear().putLong(key).flip();
      ByteBuffer found = entries.get(reader.transaction(), reader.key());
      return found == null ? null : format.read(found);
    }

    @Override
    public void put(Long key, V value) {
      try (Txn<ByteBuffer> transaction = env.txnWrite()) {
        put(transaction, key, value);
        transaction.commit();
      }
    }

    private void put(Txn<ByteBuffer> transaction, Long key, V value) {
      Reader reader = readers.get();
      reader.key().clear().putLong(key).flip();
      reader.value().clear();
      format.write(value, reader.value());
      entries.put(transaction, reader.key(), reader.value().flip());
    }

    @Override
    public void putAll(Map<Long, V> values) {
      try (Txn<ByteBuffer> transaction = env.txnWrite()) {
        values.forEach((key, value) -> put(transaction, key, value));
        transaction.commit();
      }
    }

    @Override
    public Map<Long, V> getAll(Set<Long> keys) {
      Map<Long, V> found = HashMap.newHashMap(keys.size());
      Reader reader = readers.get();
      reader.transaction().renew();
      try {
        for (Long key : keys) {
          V value = get(reader, key);
          if (value != null) {
            found.put(key, value);
          }
        }
      } finally {
        reader.transaction().reset();
      }
      return found;
    }

    @Override
    public void update(Long key, UnaryOperator<V> change) {
      try (Txn<ByteBuffer> transaction = env.txnWrite()) {
        Reader reader = readers.get();
        reader.key().clear().putLong(key).flip();
        ByteBuffer found = entries.get(transaction, reader.key());
        if (found != null) {
          put(transaction, key, change.apply(format.read(found)));
        }
        transaction.commit();
      }
    }

    @Override
    public void forEach(Consumer<? super V> action) {
      try (Txn<ByteBuffer> transaction = env.txnRead();
          CursorIterable<ByteBuffer> all = entries.iterate(transaction)) {
        for (CursorIterable.KeyVal<ByteBuffer> entry : all) {
          action.accept(format.read(entry.val()));
        }
      }
    }

    @Override
    public long bytesOutsideHeap() {
      try (Txn<ByteBuffer> transaction = env.txnRead()) {
        Stat stat = entries.stat(transaction);
        return stat.pageSize * (stat.branchPages + stat.leafPages + stat.overflowPages);
      }
    }

    @Override
    public void close() {
      env.close();
    }
  }
}
