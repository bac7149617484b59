package io.shmstl.jcache.event;

import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A change of one entry, as it is told to listeners. Key and values are copies that belong to the
 * event.
 *
 * @param type what happened
 * @param key the key
 * @param value the value now in the cache; null when it is gone
 * @param oldValue the value before; null where there was none or no listener wants it
 */
public record Change<K, V>(EventType type, K key, @Nullable V value, @Nullable V oldValue) {}
