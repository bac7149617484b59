package io.shmstl.sync;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of a space, in the fixed area of its system segment. Read by anybody; a slot is given
 * away under the space lock, and given back by its member or, when that is dead, under the space
 * lock.
 */
final class MemberTable {
  static final int SLOTS = 1024;
  static final long BYTES = SLOTS * MemberLayout.BYTES;

  private static final int MOST_READS = 100;

  private final Segment system;
  private final MemorySegment memory;
  private final long start;

  MemberTable(Segment system) {
    this.system = system;
    if (system.kind() != SegmentKind.SYSTEM) {
      throw new IllegalArgumentException(system + " is no system segment: " + system.kind());
    }
    start = SegmentLayout.heapStart(system.capacityBytes());
    if (system.heapStart() - start < BYTES) {
      throw new IllegalArgumentException(
          system
              + " has a fixed area of "
              + (system.heapStart() - start)
              + " bytes, needed are "
              + BYTES);
    }
    memory = system.memory();
  }

  /** One tenant of a slot. */
  record Tenant(
      int slot, long word, UUID id, ProcessIdentity process, long startedAtMs, long joinedAtMs) {
    int incarnation() {
      return MemberWord.incarnation(word);
    }
  }

  /** The tenant of the slot; null if it is free or out of range. */
  @Nullable Tenant tenant(int slot) {
    return slot < 1 || slot > SLOTS ? null : system.touch(() -> readTenant(slot));
  }

  /** All tenants, in the order of their slots. */
  List<Tenant> tenants() {
    return system.touch(this::readTenants);
  }

  private List<Tenant> readTenants() {
    List<Tenant> tenants = new ArrayList<>();
    // Which slots to look at: a process that starts copies all in less time than it looks at ten.
    long[] copy = new long[(int) (BYTES / Long.BYTES)];
    MemorySegment.copy(memory, start, MemorySegment.ofArray(copy), 0, BYTES);
    for (int slot = 1; slot <= SLOTS; slot++) {
      long word = copy[(int) ((address(slot) - start) / Long.BYTES)];
      Tenant tenant = MemberWord.isFree(word) ? null : readTenant(slot);
      if (tenant != null) {
        tenants.add(tenant);
      }
    }
    return tenants;
  }

  private @Nullable Tenant readTenant(int slot) {
    long address = address(slot);
    for (int i = 0; i < MOST_READS; i++) {
      // acquire: pairs with wordRelease in join; the fields were written before.
      long word = MemberLayout.wordAcquire(memory, address);
      if (MemberWord.isFree(word)) {
        return null;
      }
      Tenant tenant = read(slot, word, address);
      // Separates the fields read from the word that says whether they still belonged together.
      VarHandle.acquireFence();
      if (MemberLayout.wordAcquire(memory, address) == word) {
        return tenant;
      }
    }
    return null;
  }

  /**
   * Gives a free slot to a new tenant, whose lock is held already; 0 if every slot is taken. Under
   * the space lock.
   */
  int add(UUID id, ProcessIdentity process, long startedAtMs, long joinedAtMs) {
    for (int slot = 1; slot <= SLOTS; slot++) {
      long address = address(slot);
      long word = MemberLayout.wordAcquire(memory, address);
      if (MemberWord.isFree(word)) {
        memory.set(Layouts.LONG, address + MemberLayout.ID_HIGH, id.getMostSignificantBits());
        memory.set(Layouts.LONG, address + MemberLayout.ID_LOW, id.getLeastSignificantBits());
        memory.set(Layouts.LONG, address + MemberLayout.PID, process.pid());
        memory.set(Layouts.LONG, address + MemberLayout.START_TICKS, process.startTicks());
        memory.set(Layouts.LONG, address + MemberLayout.STARTED_AT_MS, startedAtMs);
        memory.set(Layouts.LONG, address + MemberLayout.JOINED_AT_MS, joinedAtMs);
        memory.set(Layouts.LONG, address + MemberLayout.NAMESPACE, process.namespace());
        int incarnation = MemberWord.incarnation(word) + 1;
        // release: pairs with wordAcquire in tenant. crash point: before it the slot is free.
        MemberLayout.wordRelease(memory, address, MemberWord.pack(slot, incarnation, 0));
        return slot;
      }
    }
    return 0;
  }

  long word(int slot) {
    return MemberLayout.wordAcquire(memory, address(slot));
  }

  /** Frees the slot if its word is still {@code word}. */
  boolean remove(int slot, long word) {
    long free = MemberWord.pack(0, MemberWord.incarnation(word), 0);
    return system.touch(() -> MemberLayout.wordCompareAndSet(memory, address(slot), word, free));
  }

  private Tenant read(int slot, long word, long address) {
    UUID id =
        new UUID(
            memory.get(Layouts.LONG, address + MemberLayout.ID_HIGH),
            memory.get(Layouts.LONG, address + MemberLayout.ID_LOW));
    ProcessIdentity process =
        new ProcessIdentity(
            memory.get(Layouts.LONG, address + MemberLayout.PID),
            memory.get(Layouts.LONG, address + MemberLayout.START_TICKS),
            memory.get(Layouts.LONG, address + MemberLayout.NAMESPACE));
    return new Tenant(
        slot,
        word,
        id,
        process,
        memory.get(Layouts.LONG, address + MemberLayout.STARTED_AT_MS),
        memory.get(Layouts.LONG, address + MemberLayout.JOINED_AT_MS));
  }

  private long address(int slot) {
    return start + (slot - 1) * MemberLayout.BYTES;
  }
}
