package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.shmstl.store.CrashAct.Change;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What whoever comes after a broken act must find. */
final class AfterCrash {
  private AfterCrash() {}

  /**
   * Requires that the cache of an act is as it may be after so many of its changes: every one of
   * them there, the next one wholly or not at all, no fault in index and heap; and that it goes on.
   */
  static void requireCache(CrashAct act, int acknowledged, Space space, String as) {
    CacheStore found = space.find(CrashAct.CACHE);
    if (found == null) {
      assertThat(act.makesOrDestroysTheCache()).as("%s: the cache may be gone", as).isTrue();
    } else {
      found.close();
    }
    try (StoreKit kit = StoreKit.open(space.directory(), CrashAct.CACHE, CrashAct.CAPACITY)) {
      if (found != null) {
        requireValues(act, acknowledged, kit, as + " before recovery");
        assertThat(kit.store().check()).as(as).isEmpty();
        requireValues(act, acknowledged, kit, as + " after recovery");
      }
      kit.put("afterwards", StoreKit.bytes("it goes on"));
      assertThat(kit.get("afterwards")).as(as).isEqualTo(StoreKit.bytes("it goes on"));
      assertThat(kit.store().check()).as(as).isEmpty();
    }
  }

  /** The change under way may have been made or not; those before it were, those behind not. */
  private static void requireValues(CrashAct act, int acknowledged, StoreKit kit, String as) {
    Map<String, Set<@Nullable String>> allowed = new LinkedHashMap<>();
    for (Change change : act.before()) {
      allowed.put(change.key(), setOf(change.value()));
    }
    for (Change change : act.during().subList(0, acknowledged)) {
      allowed.put(change.key(), setOf(change.value()));
    }
    if (acknowledged < act.during().size()) {
      Change underWay = act.during().get(acknowledged);
      allowed.computeIfAbsent(underWay.key(), _ -> setOf(null)).add(underWay.value());
    }
    allowed.forEach((key, values) -> {
      byte[] value = kit.get(key);
      String text = value == null ? null : new String(value, StandardCharsets.UTF_8);
      if (!values.contains(text) && !(text == null && act.evicts())) {
        fail("%s: %s is %s, expected one of %s".formatted(as, key, text, values));
      }
    });
  }

  private static Set<@Nullable String> setOf(@Nullable String value) {
    Set<@Nullable String> set = new HashSet<>();
    set.add(value);
    return set;
  }
}
