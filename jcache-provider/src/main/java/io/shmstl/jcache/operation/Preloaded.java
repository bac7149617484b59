package io.shmstl.jcache.operation;

import io.shmstl.jcache.integration.LoaderGateway;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the loader gave for a list of keys in one call. A key that turns out to be missing only
 * afterwards, because it was evicted meanwhile, is loaded by itself.
 */
record Preloaded<K, V>(Set<K> asked, Map<K, V> found, LoaderGateway<K, V> loader)
    implements Function<K, @Nullable V> {
  static <K, V> Preloaded<K, V> of(List<K> keys, LoaderGateway<K, V> loader) {
    return new Preloaded<>(new HashSet<>(keys), loader.loadAll(keys), loader);
  }

  @Override
  public @Nullable V apply(K key) {
    return asked.contains(key) ? found.get(key) : loader.load(key);
  }
}
