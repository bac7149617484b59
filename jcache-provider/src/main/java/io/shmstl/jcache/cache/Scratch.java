package io.shmstl.jcache.cache;

import io.shmstl.codec.ByteReader;
import io.shmstl.codec.ByteWriter;
import io.shmstl.map.EntryCopy;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one operation: key and value on their way in, an entry on its way out. A thread
 * keeps one and uses it again for each operation; an operation started inside another one, by user
 * code, gets its own.
 *
 * <p>A thread holds its buffers softly and through a class of the JDK only, so neither memory nor a
 * class loader is kept alive by them. What a large value made a buffer grow to is given back.
 */
public final class Scratch implements AutoCloseable {
  private static final ThreadLocal<@Nullable SoftReference<Scratch>> OF_THREAD =
      new ThreadLocal<>();

  private final ByteWriter key = new ByteWriter();
  private final ByteWriter value = new ByteWriter();
  private final ByteReader reader = new ByteReader(new byte[0]);
  private final EntryCopy entry = new EntryCopy();
  private boolean isInUse;

  /** What was loaded to no other end than to have it near, so that the loads are not left out. */
  @SuppressWarnings("unused")
  private long fetched;

  private Scratch() {}

  /** Buffers for one operation on the calling thread, to be closed when it is over. */
  public static Scratch take() {
    SoftReference<Scratch> reference = OF_THREAD.get();
    Scratch scratch = reference == null ? null : reference.get();
    if (scratch == null) {
      scratch = new Scratch();
      OF_THREAD.set(new SoftReference<>(scratch));
    } else if (scratch.isInUse) {
      scratch = new Scratch();
    }
    scratch.isInUse = true;
    return scratch;
  }

  /** Bytes of the key. */
  public ByteWriter key() {
    return key;
  }

  /** Bytes of a value to be stored. */
  public ByteWriter value() {
    return value;
  }

  /** The entry read last. */
  public EntryCopy entry() {
    return entry;
  }

  /** Takes what {@link StoreGateway#fetch} has loaded. */
  public void fetched(long loaded) {
    fetched = loaded;
  }

  ByteReader reader() {
    return reader;
  }

  @Override
  public void close() {
    value.reset();
    entry.trim();
    isInUse = false;
  }
}
