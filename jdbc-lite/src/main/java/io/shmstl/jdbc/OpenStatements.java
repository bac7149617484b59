package io.shmstl.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a connection that are not closed: a list that each statement has its place in,
 * so that coming and going makes nothing and looks for nothing. Thread-safe.
 */
final class OpenStatements {
  private @Nullable Place newest;

  /** A statement's place; its links are guarded by the list. */
  static final class Place {
    private final ShmStatement statement;
    private @Nullable Place newer;
    private @Nullable Place older;
    private boolean isListed;

    /** A place outside of any list. */
    Place(ShmStatement statement) {
      this.statement = statement;
    }
  }

  synchronized void add(Place place) {
    Place before = newest;
    place.older = before;
    if (before != null) {
      before.newer = place;
    }
    newest = place;
    place.isListed = true;
  }

  /** Takes a place out; nothing if it is out already. */
  synchronized void remove(Place place) {
    if (!place.isListed) {
      return;
    }
    place.isListed = false;
    Place newer = place.newer;
    Place older = place.older;
    if (newer == null) {
      newest = older;
    } else {
      newer.older = older;
    }
    if (older != null) {
      older.newer = newer;
    }
    place.newer = null;
    place.older = null;
  }

  /** All of them at this moment. */
  synchronized List<ShmStatement> all() {
    List<ShmStatement> all = new ArrayList<>();
    for (Place place = newest; place != null; place = place.older) {
      all.add(place.statement);
    }
    return all;
  }
}
