package io.shmstl.jcache.integration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/** The cache writer of one cache handle: the only place where it is called. */
public final class WriterGateway<K, V> {
  private final CacheWriter<? super K, ? super V> writer;

  /** A gateway to that writer. */
  public WriterGateway(CacheWriter<? super K, ? super V> writer) {
    this.writer = writer;
  }

  /** The user's object, to be closed with the cache. */
  public Object userObject() {
    return writer;
  }

  /**
   * Writes one entry.
   *
   * @throws CacheWriterException if the writer throws
   */
  public void write(K key, V value) {
    try {
      writer.write(new WrittenEntry<>(key, value));
    } catch (CacheWriterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure("write", e);
    }
  }

  /**
   * Deletes one key, whether or not the writer knows it.
   *
   * @throws CacheWriterException if the writer throws
   */
  public void delete(K key) {
    try {
      writer.delete(key);
    } catch (CacheWriterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure("delete", e);
    }
  }

  /**
   * Writes several entries.
   *
   * @param keys the keys; a value belongs to the key at its place
   * @return what was not written; no failure if all were
   */
  public Unwritten<K> writeAll(List<K> keys, List<V> values) {
    Collection<Cache.Entry<? extends K, ? extends V>> left = new ArrayList<>(keys.size());
    for (int place = 0; place < keys.size(); place++) {
      left.add(new WrittenEntry<>(keys.get(place), values.get(place)));
    }
    CacheWriterException failure = null;
    try {
      callWriteAll(left);
    } catch (CacheWriterException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = failure("writeAll", e);
    }
    if (failure == null) {
      return Unwritten.nothing();
    }
    List<K> unwritten = new ArrayList<>(left.size());
    left.forEach(entry -> unwritten.add(entry.getKey()));
    return new Unwritten<>(unwritten, failure);
  }

  /**
   * Deletes several keys.
   *
   * @return what was not deleted; no failure if all were
   */
  public Unwritten<K> deleteAll(List<K> keys) {
    Collection<K> left = new ArrayList<>(keys);
    CacheWriterException failure = null;
    try {
      writer.deleteAll(left);
    } catch (CacheWriterException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = failure("deleteAll", e);
    }
    return failure == null ? Unwritten.nothing() : new Unwritten<>(List.copyOf(left), failure);
  }

  /** The writer is for {@code ? super K}, so it takes entries of K; the API cannot say so. */
  @SuppressWarnings("unchecked")
  private void callWriteAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
    ((CacheWriter<K, V>) writer).writeAll(entries);
  }

  private CacheWriterException failure(String what, RuntimeException cause) {
    return new CacheWriterException(
        writer.getClass().getName() + "." + what + " failed: " + cause, cause);
  }

  /**
   * What a batch left undone: by the specification the keys that remain in the collection a writer
   * was given.
   *
   * @param keys keys that were not written or deleted
   * @param failure what the writer threw, null if nothing
   */
  public record Unwritten<K>(List<K> keys, @Nullable CacheWriterException failure) {
    static <K> Unwritten<K> nothing() {
      return new Unwritten<>(List.of(), null);
    }
  }
}
