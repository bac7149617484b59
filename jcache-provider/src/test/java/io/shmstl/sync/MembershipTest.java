package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MembershipTest {
  private static final List<String> OTHER_PIDS =
      List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc");

  private TestSpace space;
  private Membership member;
  private Path members;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    space.createCache(SyncChild.SEGMENT, 1 << 20);
    member = space.member();
    members = space.directory().resolve("members");
  }

  @AfterEach
  void close() {
    Thread.interrupted();
    space.close();
  }

  @Test
  void memberIsInTheTableAndAlive() {
    MemberInfo self = member.members().getFirst();

    assertThat(member.members()).hasSize(1);
    assertThat(self.slot()).isEqualTo(member.slot()).isPositive();
    assertThat(self.incarnation()).isEqualTo(member.incarnation());
    assertThat(self.id()).isEqualTo(member.id());
    assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(self.isAlive()).isTrue();
    assertThat(self.startedAtMs()).isLessThanOrEqualTo(self.joinedAtMs());
    assertThat(member.isAlive(member.slot(), member.incarnation())).isTrue();
  }

  @Test
  void memberFileIsWriteOnlyAndNamedByTheId() throws IOException {
    Path file = members.resolve(member.id() + ".lock");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("-w-------");
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void otherIncarnationAndOtherSlotsAreDead() {
    assertThat(member.isAlive(member.slot(), member.incarnation() + 1)).isFalse();
    assertThat(member.isAlive(member.slot() + 1, member.incarnation())).isFalse();
    assertThat(member.isAlive(0, 1)).isFalse();
    assertThat(member.isAlive(65_535, 1)).isFalse();
  }

  @Test
  void leavingFreesTheSlotAndTheFileAndTheNextTenantIsAnotherOne() throws IOException {
    Membership first = join();
    int slot = first.slot();
    int incarnation = first.incarnation();
    assertThat(member.isAlive(slot, incarnation)).isTrue();
    first.close();

    assertThat(member.isAlive(slot, incarnation)).isFalse();
    assertThat(files()).hasSize(1);
    try (Membership second = join()) {
      assertThat(second.slot()).isEqualTo(slot);
      assertThat(second.incarnation()).isEqualTo(incarnation + 1);
      assertThat(member.isAlive(slot, incarnation)).isFalse();
      assertThat(member.isAlive(slot, incarnation + 1)).isTrue();
    }
  }

  @Test
  void leavingTwiceIsLeavingOnce() {
    Membership other = join();
    other.close();
    other.close();

    assertThat(member.members()).hasSize(1);
    assertThatThrownBy(() -> new Pins(space.system(), other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has left");
  }

  @Test
  void memberThatWritesDoesNotLeave() {
    WriterLease lease = new WriterLease(space.system(), member);
    lease.acquire(0);

    assertThatThrownBy(member::close).isInstanceOf(IllegalStateException.class);
    assertThat(member.isAlive(member.slot(), member.incarnation())).isTrue();
    assertThat(member.members()).hasSize(1);
    lease.release();
  }

  @Test
  void killedMemberIsDeadAndStoppedMemberIsNot() {
    try (ChildJvm child = SyncChild.start(space)) {
      MemberInfo info = other();
      assertThat(info.pid()).isEqualTo(child.pid());
      assertThat(info.isAlive()).isTrue();

      child.pause();
      assertThat(member.isAlive(info.slot(), info.incarnation())).isTrue();
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      assertThat(member.isAlive(info.slot(), info.incarnation())).isFalse();
      assertThat(member.describe(MemberWord.pack(info.slot(), info.incarnation(), 0)))
          .startsWith("pid " + child.pid() + " (started 2")
          .endsWith(", member " + info.slot() + ")");
    }
  }

  @Test
  void deadAreBuriedAndTheLivingAreNot() throws IOException {
    try (ChildJvm dead = SyncChild.start(space);
        ChildJvm living = SyncChild.start(space)) {
      int slot = Integer.parseInt(living.ask("slot").split(" ", -1)[0]);
      assertThat(dead.kill()).isEqualTo(ChildJvm.KILLED);
      Path orphan = Files.createFile(members.resolve(UUID.randomUUID() + ".lock"));
      Path stranger = Files.createFile(members.resolve("stranger.lock"));

      assertThat(bury()).isEqualTo(1);
      assertThat(bury()).isZero();
      assertThat(orphan).doesNotExist();
      assertThat(stranger).exists();
      assertThat(files()).hasSize(2);
      assertThat(member.members())
          .extracting(MemberInfo::slot)
          .containsExactlyInAnyOrder(member.slot(), slot);
      assertThat(living.ask("members")).doesNotContain("-");
    }
  }

  @Test
  void askingWhetherMembersLiveTakesNobodysLockAway() {
    try (Membership second = join();
        ChildJvm child = SyncChild.start(space)) {
      for (int i = 0; i < 100; i++) {
        member.members();
        second.members();
        bury();
      }
      assertThat(child.ask("members")).doesNotContain("-").hasSize("1+ 2+ 3+".length());
    }
  }

  @Test
  void interruptedThreadJoinsAndAsksAndLeaves() {
    try (ChildJvm child = SyncChild.start(space)) {
      MemberInfo info = other();
      Thread.currentThread().interrupt();
      try (Membership second = join()) {
        assertThat(member.isAlive(info.slot(), info.incarnation())).isTrue();
        assertThat(member.isAlive(second.slot(), second.incarnation())).isTrue();
        assertThat(bury()).isZero();
      }
      assertThat(Thread.interrupted()).isTrue();
      assertThat(child.ask("members")).isEqualTo("1+ 2+");
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      Thread.currentThread().interrupt();
      assertThat(member.isAlive(info.slot(), info.incarnation())).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void spaceIsInUseWhileAMemberFileIsLocked() throws IOException {
    assertThat(Membership.isAnyoneAttached(members)).isTrue();
    Path other = Files.createDirectory(space.directory().resolve("other"));
    assertThat(Membership.isAnyoneAttached(other)).isFalse();
    assertThat(Membership.isAnyoneAttached(other.resolve("missing"))).isFalse();
    Files.createFile(other.resolve(UUID.randomUUID() + ".lock"));
    assertThat(Membership.isAnyoneAttached(other)).isFalse();
  }

  @Test
  void spaceOfAChildIsInUseUntilItIsKilled() {
    Path directory = space.directory();
    try (ChildJvm child = SyncChild.start(space)) {
      member.close();
      assertThat(Membership.isAnyoneAttached(directory.resolve("members"))).isTrue();
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      assertThat(Membership.isAnyoneAttached(directory.resolve("members"))).isFalse();
    }
  }

  @Test
  void fullTableRefusesUntilSomebodyDies() throws IOException {
    MemberTable table = new MemberTable(space.system());
    try (ChildJvm child = SyncChild.start(space)) {
      int added = 0;
      while (table.add(UUID.randomUUID(), ProcessIdentity.current(), 0, 0) != 0) {
        added++;
      }
      assertThat(added).isEqualTo(Membership.MOST_MEMBERS - 2);
      assertThatThrownBy(this::join)
          .isInstanceOf(TooManyMembersException.class)
          .hasMessageContaining("1024 living members");
      assertThat(files()).hasSize(2);
      MemberInfo info = member.members().get(1);
      assertThat(info.pid()).isEqualTo(child.pid());
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      try (Membership next = join()) {
        assertThat(next.slot()).isEqualTo(info.slot());
      }
    }
  }

  @Test
  void memberOfAnotherPidNamespaceLivesByItsLockAlone() throws Exception {
    assumeTrue(canUnshare(), "this machine does not allow user namespaces");
    try (ChildJvm child = SyncChild.startUnder(OTHER_PIDS, space)) {
      MemberInfo info = other();
      assertThat(info.pidNamespace()).isNotEqualTo(member.members().getFirst().pidNamespace());
      assertThat(info.isAlive()).isTrue();
      assertThat(child.ask("members")).isEqualTo("1+ 2+");

      child.kill(); // the first process of the namespace: its members die with it
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (member.isAlive(info.slot(), info.incarnation())) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  private Membership join() {
    return space
        .lock()
        .hold(Duration.ofSeconds(30), () -> Membership.join(space.system(), members));
  }

  private int bury() {
    return space.lock().hold(Duration.ofSeconds(30), member::buryDead);
  }

  private MemberInfo other() {
    return member.members().stream()
        .filter(info -> info.slot() != member.slot())
        .findFirst()
        .orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(members)) {
      return files.filter(file -> !file.endsWith("stranger.lock")).toList();
    }
  }

  private static boolean canUnshare() throws IOException, InterruptedException {
    List<String> command = Stream.concat(OTHER_PIDS.stream(), Stream.of("true")).toList();
    Process probe =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
  }
}
