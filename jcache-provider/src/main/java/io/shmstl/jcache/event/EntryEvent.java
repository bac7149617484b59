package io.shmstl.jcache.event;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import org.jspecify.annotations.Nullable;

/**
 * A change as one listener sees it: with the old value if its registration asks for that. For an
 * entry that is gone the value is the old value, so both are there or neither is.
 */
final class EntryEvent<K, V> extends CacheEntryEvent<K, V> {
  private static final long serialVersionUID = 1L;

  private final transient Change<K, V> change;
  private final boolean withOldValue;

  EntryEvent(Cache<K, V> source, Change<K, V> change, boolean withOldValue) {
    super(source, change.type());
    this.change = change;
    this.withOldValue = withOldValue;
  }

  @Override
  public K getKey() {
    return change.key();
  }

  @Override
  public @Nullable V getValue() {
    return switch (getEventType()) {
      case CREATED, UPDATED -> change.value();
      case REMOVED, EXPIRED -> getOldValue();
    };
  }

  @Override
  public @Nullable V getOldValue() {
    return withOldValue ? change.oldValue() : null;
  }

  @Override
  public boolean isOldValueAvailable() {
    return getOldValue() != null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected a class that " + getClass().getName() + " has");
  }

  @Override
  public String toString() {
    return getEventType() + " " + getKey() + " = " + getValue();
  }
}
