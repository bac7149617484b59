package io.shmstl.jcache.operation;

import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.Scratch;
import io.shmstl.jcache.cache.StoreErrors;
import io.shmstl.jcache.event.CacheEvents;
import io.shmstl.jcache.event.Change;
import io.shmstl.jcache.event.Failures;
import io.shmstl.jcache.expiry.EntryExpiry;
import io.shmstl.jcache.expiry.Moment;
import io.shmstl.jcache.integration.WriterGateway;
import io.shmstl.jcache.integration.WriterGateway.Unwritten;
import io.shmstl.segment.ShmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/**
 * Makes decided steps come true, for one key or for several: write-through, expiry, bytes, events,
 * counts, in this order. The caller holds the locks of the keys. Used once, by one thread.
 */
final class Settlement<K, V> {
  private final CacheContext<K, V> context;
  private final List<Plan<K, V>> plans;
  private final Moment now;
  private final Tally tally;
  private final Scratch scratch;
  private final List<Change<K, V>> changes = new ArrayList<>();
  private @Nullable RuntimeException failure;

  Settlement(
      CacheContext<K, V> context,
      List<Plan<K, V>> plans,
      Moment now,
      Tally tally,
      Scratch scratch) {
    this.context = context;
    this.plans = plans;
    this.now = now;
    this.tally = tally;
    this.scratch = scratch;
  }

  /**
   * Settles a single key, with {@code write} and {@code delete} of the writer.
   *
   * @throws CacheWriterException if the writer throws; nothing was changed then
   * @throws CacheEntryListenerException if a synchronous listener throws; the change stays
   */
  void settleOne() {
    Plan<K, V> plan = plans.getFirst();
    encode(plan, false);
    if (context.writer() != null) {
      writeOne(plan, context.writer());
    }
    applyAndTell();
  }

  /**
   * Settles a list of keys, with {@code writeAll} and {@code deleteAll} of the writer.
   *
   * @throws CacheWriterException if the writer throws; what it did not take was not changed
   * @throws CacheEntryListenerException if a synchronous listener throws; the changes stay
   */
  void settleAll() {
    for (Plan<K, V> plan : plans) {
      encode(plan, true);
    }
    if (context.writer() != null) {
      writeAll(context.writer());
    }
    applyAndTell();
  }

  private void encode(Plan<K, V> plan, boolean needsCopy) {
    if (plan.step() instanceof Step.Store<V>(V value, Step.Origin _)) {
      context.values().encode(value, scratch.value());
      plan.encoded(
          needsCopy ? scratch.value().toByteArray() : scratch.value().buffer(),
          scratch.value().length());
    }
  }

  private void writeOne(Plan<K, V> plan, WriterGateway<K, V> writer) {
    try {
      if (plan.step() instanceof Step.Store<V>(V value, Step.Origin origin)
          && origin == Step.Origin.CALLER) {
        context.store().requireFits(plan.keyLength(), plan.valueLength());
        writer.write(plan.key(), value);
        plan.writtenThrough();
      } else if (plan.step() instanceof Step.Delete) {
        writer.delete(plan.key());
        plan.writtenThrough();
      }
    } catch (CacheWriterException e) {
      plan.refused();
      failure = e;
    }
  }

  private void writeAll(WriterGateway<K, V> writer) {
    List<Plan<K, V>> stores = new ArrayList<>();
    List<V> values = new ArrayList<>();
    List<Plan<K, V>> deletes = new ArrayList<>();
    for (Plan<K, V> plan : plans) {
      if (plan.step() instanceof Step.Store<V>(V value, Step.Origin origin)
          && origin == Step.Origin.CALLER) {
        context.store().requireFits(plan.keyLength(), plan.valueLength());
        stores.add(plan);
        values.add(value);
      } else if (plan.step() instanceof Step.Delete) {
        deletes.add(plan);
      }
    }
    if (!stores.isEmpty()) {
      sort(stores, writer.writeAll(keys(stores), values));
    }
    if (!deletes.isEmpty()) {
      sort(deletes, writer.deleteAll(keys(deletes)));
    }
  }

  /** Tells what the writer took from what it left. */
  private void sort(List<Plan<K, V>> offered, Unwritten<K> unwritten) {
    Set<K> left = new HashSet<>(unwritten.keys());
    for (Plan<K, V> plan : offered) {
      if (left.contains(plan.key())) {
        plan.refused();
      } else {
        plan.writtenThrough();
      }
    }
    if (unwritten.failure() != null) {
      fail(unwritten.failure());
    }
  }

  private void applyAndTell() {
    boolean hasEffect = false;
    for (Plan<K, V> plan : plans) {
      expire(plan);
      hasEffect |= plan.hasEffect();
    }
    if (hasEffect) {
      context
          .store()
          .write(batch -> {
            for (Plan<K, V> plan : plans) {
              plan.applyTo(batch);
            }
          });
    }
    CacheEvents<K, V> events = context.events();
    boolean hasListeners = events.hasListeners();
    for (Plan<K, V> plan : plans) {
      ShmException unapplied = plan.failure();
      if (unapplied != null) {
        fail(StoreErrors.translated(context.name(), unapplied));
        continue;
      }
      count(plan);
      if (hasListeners) {
        describe(plan);
      }
    }
    if (!changes.isEmpty()) {
      try {
        events.send(changes);
      } catch (CacheEntryListenerException e) {
        fail(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Turns the step into a change of bytes, by what the expiry policy says. */
  private void expire(Plan<K, V> plan) {
    switch (plan.step()) {
      case Step.Leave<V> _ -> removeIfExpiryIsTold(plan);
      case Step.Touch<V> _ -> {
        long deadlineMs = context.expiry().onAccess(now);
        if (deadlineMs == EntryExpiry.AT_ONCE) {
          plan.remove();
        } else {
          plan.touch(deadlineMs);
        }
      }
      case Step.Store<V> _ -> {
        long deadlineMs =
            plan.isPresent() ? context.expiry().onUpdate(now) : context.expiry().onCreation(now);
        if (deadlineMs == EntryExpiry.AT_ONCE) {
          plan.remove();
        } else {
          plan.put(deadlineMs, now);
        }
      }
      case Step.Delete<V> _ -> plan.remove();
    }
  }

  /** An expired entry stays where it is until space is needed, unless a listener waits for it. */
  private void removeIfExpiryIsTold(Plan<K, V> plan) {
    if (plan.hasExpired() && context.events().isWanted(EventType.EXPIRED)) {
      plan.remove();
    } else {
      plan.leave();
    }
  }

  private void count(Plan<K, V> plan) {
    switch (plan.step()) {
      case Step.Store<V>(V _, Step.Origin origin) -> {
        boolean isStored = plan.isPresent() || !plan.isGone();
        if (origin == Step.Origin.CALLER && isStored) {
          tally.put();
        }
      }
      case Step.Delete<V> _ -> {
        if (plan.isPresent()) {
          tally.removal();
        }
      }
      case Step.Leave<V> _, Step.Touch<V> _ -> {}
    }
  }

  /** Notes what listeners are to hear about the key, in the order in which it happened. */
  private void describe(Plan<K, V> plan) {
    if (plan.hasExpired() && plan.supersedes()) {
      change(EventType.EXPIRED, plan);
    }
    switch (plan.step()) {
      case Step.Store<V> _ -> {
        if (plan.isPresent()) {
          change(EventType.UPDATED, plan);
        } else if (!plan.isGone()) {
          change(EventType.CREATED, plan);
        }
      }
      case Step.Delete<V> _ -> {
        if (plan.isPresent()) {
          change(EventType.REMOVED, plan);
        }
      }
      case Step.Touch<V> _ -> {}
      case Step.Leave<V> _ -> {}
    }
    boolean endsByExpiry = !(plan.step() instanceof Step.Delete<V>);
    if (plan.isPresent() && plan.isGone() && endsByExpiry) {
      change(EventType.EXPIRED, plan);
    }
  }

  private void change(EventType type, Plan<K, V> plan) {
    if (!context.events().isWanted(type)) {
      return;
    }
    K key = context.keys().decode(scratch, plan.keyBytes(), 0, plan.keyLength());
    boolean isStored = plan.step() instanceof Step.Store<V>;
    V value =
        isStored
            ? context.values().decode(scratch, plan.valueBytes(), 0, plan.valueLength())
            : null;
    switch (type) {
      case CREATED -> changes.add(new Change<>(type, key, value, null));
      case UPDATED -> changes.add(new Change<>(type, key, value, plan.oldValue()));
      case REMOVED -> changes.add(new Change<>(type, key, null, plan.oldValue()));
      case EXPIRED -> {
        boolean isTheNewValue = plan.isPresent() && isStored;
        changes.add(new Change<>(type, key, null, isTheNewValue ? value : plan.oldValue()));
      }
    }
  }

  private void fail(RuntimeException next) {
    failure = Failures.add(failure, next);
  }

  private static <K, V> List<K> keys(List<Plan<K, V>> plans) {
    List<K> keys = new ArrayList<>(plans.size());
    plans.forEach(plan -> keys.add(plan.key()));
    return keys;
  }
}
