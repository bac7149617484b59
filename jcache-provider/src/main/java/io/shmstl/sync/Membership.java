package io.shmstl.sync;

import io.shmstl.segment.FileAccess;
import io.shmstl.segment.RandomId;
import io.shmstl.segment.Segment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This process (as far as this class loader goes) as a member of a space: a slot in the member
 * table, and the lock on a file of its own by which others know that it lives.
 *
 * <p>May be used by any thread. Two class loaders of one JVM are two members.
 */
public final class Membership implements AutoCloseable {
  /** What a system segment must have as its fixed area. */
  public static final long TABLE_BYTES = MemberTable.BYTES;

  /** The most members a space can have at a time. */
  public static final int MOST_MEMBERS = MemberTable.SLOTS;

  private final MemberTable table;
  private final Path directory;
  private final MemberFile file;
  private final UUID id;
  private final int slot;
  private final long tableWord;
  private final Set<MemberUser> users = ConcurrentHashMap.newKeySet();
  private final Object closing = new Object();
  private boolean isClosed;

  private Membership(
      MemberTable table, Path directory, MemberFile file, UUID id, int slot, long tableWord) {
    this.table = table;
    this.directory = directory;
    this.file = file;
    this.id = id;
    this.slot = slot;
    this.tableWord = tableWord;
  }

  /**
   * Makes this process a member. The caller holds the space lock.
   *
   * @param membersDirectory the directory of the member files; created if it is not there
   * @throws TooManyMembersException if every slot belongs to a living member
   */
  public static Membership join(Segment system, Path membersDirectory) {
    return join(system, membersDirectory, false);
  }

  /** Makes this process a member of a space that the group of its files may be allowed to share. */
  public static Membership join(Segment system, Path membersDirectory, boolean groupShared) {
    MemberTable table = new MemberTable(system);
    FileAccess.createDirectory(membersDirectory, groupShared);
    UUID id = RandomId.next();
    MemberFile file = MemberFile.create(membersDirectory, id, groupShared);
    int slot = 0;
    try {
      slot = enter(table, membersDirectory, id);
      return new Membership(table, membersDirectory, file, id, slot, table.word(slot));
    } finally {
      if (slot == 0) {
        file.close();
      }
    }
  }

  /**
   * True if a living member (or one of which that cannot be told) has its file in the directory:
   * the space is in use, whatever its member table says. The caller holds the space lock.
   */
  public static boolean isAnyoneAttached(Path membersDirectory) {
    for (UUID id : MemberFile.ids(membersDirectory)) {
      if (MemberFile.isHeld(membersDirectory, id)) {
        return true;
      }
    }
    return false;
  }

  /** This member's place in the table: 1 to {@link #MOST_MEMBERS}. */
  public int slot() {
    return slot;
  }

  public int incarnation() {
    return MemberWord.incarnation(tableWord);
  }

  public UUID id() {
    return id;
  }

  /**
   * True unless the tenant of a slot is certainly gone: the slot has another tenant, or the
   * kernel's lock is free and (in the same PID namespace) its process does not run any more. Takes
   * some microseconds. A stopped process lives.
   */
  public boolean isAlive(int slot, int incarnation) {
    if (slot == this.slot && incarnation == incarnation()) {
      return true;
    }
    MemberTable.Tenant tenant = table.tenant(slot);
    return tenant != null && tenant.incarnation() == incarnation && isAlive(directory, tenant);
  }

  /** Who a word in shared memory names, for messages: process, its start, member. */
  public String describe(long memberWord) {
    int slot = MemberWord.slot(memberWord);
    MemberTable.Tenant tenant = table.tenant(slot);
    if (MemberWord.isFree(memberWord)) {
      return "nobody";
    }
    if (tenant == null || tenant.incarnation() != MemberWord.incarnation(memberWord)) {
      return "member " + slot + ", which has left";
    }
    return "pid %d (started %s, member %d)"
        .formatted(tenant.process().pid(), Instant.ofEpochMilli(tenant.startedAtMs()), slot);
  }

  /** Everybody in the table, dead members included until they are buried. */
  public List<MemberInfo> members() {
    List<MemberInfo> members = new ArrayList<>();
    for (MemberTable.Tenant tenant : table.tenants()) {
      members.add(
          new MemberInfo(
              tenant.slot(),
              tenant.incarnation(),
              tenant.id(),
              tenant.process().pid(),
              tenant.startedAtMs(),
              tenant.joinedAtMs(),
              tenant.process().namespace(),
              isAlive(tenant.slot(), tenant.incarnation())));
    }
    return members;
  }

  /**
   * Frees the slots and deletes the files of dead members; says how many. The caller holds the
   * space lock. Words that still name a buried member count as a dead member's.
   */
  public int buryDead() {
    return bury(table, directory);
  }

  /**
   * Leaves the space, once no thread of this process holds a lease, key lock or pin of it any more.
   *
   * @throws LockTimeoutException if some thread does not let go: the process stays a member then
   */
  @Override
  public void close() {
    synchronized (closing) {
      if (isClosed) {
        return;
      }
      for (MemberUser user : users) {
        user.close();
      }
      isClosed = true;
      try {
        table.remove(slot, tableWord);
      } finally {
        file.close();
      }
    }
  }

  /** This member, as it stands in words: slot and incarnation, count 0. */
  long word() {
    return tableWord;
  }

  void addUser(MemberUser user) {
    synchronized (closing) {
      if (isClosed) {
        throw new IllegalStateException("member " + slot + " has left the space");
      }
      users.add(user);
    }
  }

  void removeUser(MemberUser user) {
    users.remove(user);
  }

  private static int enter(MemberTable table, Path directory, UUID id) {
    ProcessIdentity process = ProcessIdentity.current();
    long nowMs = System.currentTimeMillis();
    Optional<Instant> started = ProcessHandle.current().info().startInstant();
    long startedAtMs = started.isPresent() ? started.get().toEpochMilli() : nowMs;
    int slot = table.add(id, process, startedAtMs, nowMs);
    if (slot == 0 && bury(table, directory) > 0) {
      slot = table.add(id, process, startedAtMs, nowMs);
    }
    if (slot == 0) {
      throw new TooManyMembersException(MOST_MEMBERS);
    }
    return slot;
  }

  private static int bury(MemberTable table, Path directory) {
    int buried = 0;
    Set<UUID> living = new HashSet<>();
    for (MemberTable.Tenant tenant : table.tenants()) {
      if (isAlive(directory, tenant)) {
        living.add(tenant.id());
      } else if (table.remove(tenant.slot(), tenant.word())) {
        buried++;
      }
    }
    for (UUID id : MemberFile.ids(directory)) {
      // Files without a slot are those of the buried, and of members killed while they joined.
      if (!living.contains(id) && !MemberFile.isHeld(directory, id)) {
        MemberFile.delete(directory, id);
      }
    }
    return buried;
  }

  private static boolean isAlive(Path directory, MemberTable.Tenant tenant) {
    if (tenant.process().isCurrent() || MemberFile.isHeld(directory, tenant.id())) {
      return true;
    }
    return tenant.process().isOfThisNamespace() && tenant.process().isRunning();
  }
}
