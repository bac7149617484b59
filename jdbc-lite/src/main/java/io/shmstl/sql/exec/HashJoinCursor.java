package io.shmstl.sql.exec;

import io.shmstl.sql.catalog.Row;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of a hash join: builds on the first call, then probes. */
final class HashJoinCursor implements Plan.Cursor {
  private static final Object EVERYTHING = new Object();

  private final HashJoinPlan plan;
  private final Frame frame;
  private final Map<Object, Partner> heads = new HashMap<>();
  private final List<Partner> partners = new ArrayList<>();
  private Plan.@Nullable Cursor lefts;
  private @Nullable Partner candidate;
  private boolean isLeftMatched = true;
  private int leftover = -1;
  private long keptBytes;

  /** A row of the right side, and the next one with its key. */
  private static final class Partner {
    final Row[] rows;
    @Nullable Partner next;
    Partner last;
    boolean isMatched;

    Partner(Row[] rows) {
      this.rows = rows;
      this.last = this;
    }
  }

  HashJoinCursor(HashJoinPlan plan, Frame frame) {
    this.plan = plan;
    this.frame = frame;
  }

  @Override
  public boolean next() {
    if (lefts == null) {
      build();
      if (partners.isEmpty() && plan.keeps() == HashJoinPlan.Keeps.NOTHING) {
        return false;
      }
      lefts = plan.left().open(frame);
    }
    return leftover < 0 ? probe(lefts) : nextLeftover();
  }

  private void build() {
    try (Plan.Cursor rights = plan.right().open(frame)) {
      while (rights.next()) {
        frame.context().tick();
        Object key = key(plan.condition().rightKeys());
        if (key == null && plan.keeps() != HashJoinPlan.Keeps.BOTH) {
          continue;
        }
        Partner partner = new Partner(plan.rightColumns().keep(frame));
        keptBytes += KeptColumns.bytes(partner.rows);
        partners.add(partner);
        if (key != null) {
          Partner head = heads.putIfAbsent(key, partner);
          if (head != null) {
            head.last.next = partner;
            head.last = partner;
          }
        }
      }
    }
  }

  private @Nullable Object key(List<Expression> keys) {
    return keys.isEmpty() ? EVERYTHING : RowKey.of(keys, frame);
  }

  private boolean probe(Plan.Cursor rows) {
    while (true) {
      while (candidate != null) {
        frame.context().tick();
        Partner partner = candidate;
        candidate = partner.next;
        plan.rightColumns().restore(frame, partner.rows);
        if (HashJoinPlan.areTrue(plan.condition().residual(), frame)) {
          isLeftMatched = true;
          partner.isMatched = true;
          return true;
        }
      }
      if (!isLeftMatched && plan.keeps() != HashJoinPlan.Keeps.NOTHING) {
        isLeftMatched = true;
        plan.rightColumns().clear(frame);
        return true;
      }
      if (!rows.next()) {
        leftover = 0;
        return nextLeftover();
      }
      isLeftMatched = false;
      Object key = key(plan.condition().leftKeys());
      candidate = key == null ? null : heads.get(key);
    }
  }

  /** Right rows without a partner, when all left ones are through. */
  private boolean nextLeftover() {
    if (plan.keeps() != HashJoinPlan.Keeps.BOTH) {
      return false;
    }
    while (leftover < partners.size()) {
      frame.context().tick();
      Partner partner = partners.get(leftover++);
      if (!partner.isMatched) {
        plan.leftColumns().clear(frame);
        plan.rightColumns().restore(frame, partner.rows);
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    frame.context().giveBack(keptBytes);
    keptBytes = 0;
    if (lefts != null) {
      lefts.close();
    }
  }
}
