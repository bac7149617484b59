package io.shmstl.jcache.processor;

import io.shmstl.jcache.operation.LiveEntry;
import io.shmstl.jcache.operation.Step;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entry an entry processor works on: collects what the processor does and sums it up as one
 * step. Used by the processor's thread while it runs; afterwards it refuses.
 */
final class ProcessorEntry<K, V> implements MutableEntry<K, V> {
  /** The net effect so far. */
  private enum Effect {
    NONE,
    READ,
    LOADED,
    SET,
    REMOVED
  }

  private final LiveEntry<K, V> entry;
  private Effect effect = Effect.NONE;
  private @Nullable V value;
  private boolean wasLoaded;
  private boolean hasEnded;

  ProcessorEntry(LiveEntry<K, V> entry) {
    this.entry = entry;
  }

  @Override
  public K getKey() {
    requireRunning();
    return entry.key();
  }

  @Override
  public boolean exists() {
    requireRunning();
    return switch (effect) {
      case NONE -> entry.isPresent();
      case READ, LOADED, SET -> true;
      case REMOVED -> false;
    };
  }

  @Override
  public @Nullable V getValue() {
    requireRunning();
    if (effect == Effect.NONE) {
      read();
    }
    return value;
  }

  private void read() {
    if (entry.isPresent()) {
      value = entry.value();
      effect = Effect.READ;
    } else {
      value = entry.load();
      wasLoaded = value != null;
      effect = wasLoaded ? Effect.LOADED : Effect.NONE;
    }
  }

  @Override
  public void setValue(V newValue) {
    requireRunning();
    if (newValue == null) {
      throw new NullPointerException("setValue: found null, expected a value");
    }
    value = newValue;
    effect = Effect.SET;
  }

  @Override
  public void remove() {
    requireRunning();
    boolean takesBackACreation = effect == Effect.SET && !entry.isPresent() && !wasLoaded;
    value = null;
    effect = takesBackACreation ? Effect.NONE : Effect.REMOVED;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected " + MutableEntry.class.getName());
  }

  /** What is to be done to the key. */
  Step<V> step() {
    V result = value;
    return switch (effect) {
      case NONE -> Step.leave();
      case READ -> Step.touch();
      case LOADED -> result == null ? Step.leave() : Step.storeLoaded(result);
      case SET -> result == null ? Step.leave() : Step.store(result);
      case REMOVED -> Step.delete();
    };
  }

  /** The processor has returned: whoever kept the entry cannot use it any more. */
  void end() {
    hasEnded = true;
  }

  private void requireRunning() {
    if (hasEnded) {
      throw new IllegalStateException(
          "found an entry used after its entry processor returned, expected use inside it");
    }
  }
}
