package io.shmstl.jcache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/**
 * A cache loader that writes down what it is asked, as {@code load a} or {@code loadAll a b}. It
 * has {@code loaded-KEY} for every key but those that start with {@code no}, and throws for those
 * that start with {@code bad}.
 */
final class LoaderLog implements CacheLoader<String, String>, AutoCloseable {
  private final List<String> lines = new ArrayList<>();
  private boolean isClosed;

  synchronized List<String> lines() {
    return lines;
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public synchronized @Nullable String load(String key) {
    lines.add("load " + key);
    return value(key);
  }

  @Override
  public synchronized Map<String, String> loadAll(Iterable<? extends String> keys) {
    TreeSet<String> asked = new TreeSet<>();
    keys.forEach(asked::add);
    lines.add("loadAll " + String.join(" ", asked));
    Map<String, String> values = new HashMap<>();
    for (String key : asked) {
      String value = value(key);
      if (value != null) {
        values.put(key, value);
      }
    }
    values.put("never asked", "for");
    return values;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private static @Nullable String value(String key) {
    if (key.startsWith("bad")) {
      throw new UnsupportedOperationException("cannot load " + key);
    }
    return key.startsWith("no") ? null : "loaded-" + key;
  }
}
