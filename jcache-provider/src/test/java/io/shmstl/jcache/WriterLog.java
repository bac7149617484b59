package io.shmstl.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/**
 * A cache writer that writes down what it is told, as {@code write a=1} or {@code deleteAll a b},
 * and refuses some keys.
 */
final class WriterLog implements CacheWriter<String, String>, AutoCloseable {
  private final List<String> lines = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private boolean isClosed;

  List<String> lines() {
    return lines;
  }

  WriterLog refusing(String... keys) {
    refused.addAll(List.of(keys));
    return this;
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void write(Cache.Entry<? extends String, ? extends String> entry) {
    accept(entry.getKey());
    lines.add("write " + entry.getKey() + "=" + entry.getValue());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
    Set<String> written = new TreeSet<>();
    entries.removeIf(entry ->
        !refused.contains(entry.getKey()) && written.add(entry.getKey() + "=" + entry.getValue()));
    lines.add("writeAll " + String.join(" ", written));
    refuseRest(entries);
  }

  @Override
  public void delete(Object key) {
    accept(key);
    lines.add("delete " + key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    Set<String> deleted = new TreeSet<>();
    keys.removeIf(key -> !refused.contains(key) && deleted.add((String) key));
    lines.add("deleteAll " + String.join(" ", deleted));
    refuseRest(keys);
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private void accept(Object key) {
    if (refused.contains(key)) {
      throw new UnsupportedOperationException("refused " + key);
    }
  }

  private void refuseRest(Collection<?> rest) {
    if (!rest.isEmpty()) {
      throw new UnsupportedOperationException("refused " + rest.size());
    }
  }
}
