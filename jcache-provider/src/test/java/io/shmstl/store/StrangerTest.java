package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shmstl.segment.SpaceAccessException;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What another user of the machine, or what he left lying about, can do to a space: nothing. */
@Timeout(60)
class StrangerTest {
  private static final String STRANGER = "65534";
  private static final List<String> AS_STRANGER =
      List.of("setpriv", "--reuid", STRANGER, "--regid", STRANGER, "--clear-groups");

  private Path base = Path.of("");

  /** A directory like /tmp: everybody may make files in it, and delete only their own. */
  @BeforeEach
  void makeStickyDirectory() throws IOException {
    base = Files.createTempDirectory(Path.of("/dev/shm"), "shmstl-test-");
    Files.setAttribute(base, "unix:mode", 01777);
  }

  @AfterEach
  void deleteDirectory() {
    TestSpace.delete(base);
  }

  @Test
  void anotherUserCanNeitherOpenNorReadNorRemoveASpace() {
    Path space = base.resolve("space");
    try (ChildJvm stranger = startStranger();
        StoreKit kit = StoreKit.open(space, "cache", 1 << 20)) {
      Path segment = space.resolve("caches/" + kit.store().descriptor().segmentId() + ".seg");
      kit.put("key", StoreKit.bytes("ours"));

      assertThat(stranger.ask("open " + space))
          .startsWith("SpaceAccessException: ")
          .contains("owner is user 0, expected user " + STRANGER);
      assertThat(stranger.ask("attach " + space)).startsWith("SpaceAccessException: ");
      assertThat(stranger.ask("map " + segment)).startsWith("SpaceAccessException: ");
      assertThat(stranger.ask("read " + segment)).startsWith("AccessDeniedException: ");
      assertThat(stranger.ask("delete " + segment)).startsWith("AccessDeniedException: ");
      assertThat(stranger.ask("delete " + space)).contains("Exception: ");

      assertThat(kit.get("key")).isEqualTo(StoreKit.bytes("ours"));
      assertThat(kit.store().check()).isEmpty();
    }
  }

  @Test
  void filesThatWereOpenedUpByModeAreStillOfAnotherOwner() throws IOException {
    Path space = base.resolve("space");
    StoreKit.open(space, "cache", 1 << 20).close();
    setMode(space, "rwxr-xr-x");
    setMode(space.resolve("caches"), "rwxr-xr-x");
    try (ChildJvm stranger = startStranger()) {
      assertThat(stranger.ask("open " + space)).contains("owner is user 0");
      assertThat(stranger.ask("attach " + space)).contains("owner is user 0");
    }
  }

  @Test
  void aSpaceThatAnotherUserHasMadeIsRefused() {
    Path space = base.resolve("space");
    try (ChildJvm stranger = startStranger()) {
      assertThat(stranger.ask("open " + space)).isEqualTo("opened");

      requireRefused(space, "owner is user " + STRANGER);
    }
  }

  @Test
  void aDirectoryThatAnotherUserHasMadeIsNoPlaceForASpace() {
    Path planted = base.resolve("shmstl-victim");
    try (ChildJvm stranger = startStranger()) {
      assertThat(stranger.ask("directory " + planted + " rwxrwxrwx")).isEqualTo("made");

      requireRefused(planted.resolve("default"), "owner is user " + STRANGER);
      assertThat(planted).isEmptyDirectory();
    }
  }

  @Test
  void aLinkThatAnotherUserHasPlantedIsNotFollowed() throws IOException {
    Path own = Files.createDirectory(base.resolve("own"));
    setMode(own, "rwx------");
    Path precious = Files.createDirectories(own.resolve("default/caches")).resolve("precious");
    Files.writeString(precious, "data");
    Path planted = base.resolve("shmstl-victim");
    try (ChildJvm stranger = startStranger()) {
      stranger.ask("link " + planted + " " + own);

      requireRefused(planted.resolve("default"), "owner is user " + STRANGER);
      requireRefused(planted, "a symbolic link");
      assertThat(precious).hasContent("data");
    }
  }

  @Test
  void anOwnLinkToTheBaseDirectoryIsFollowed() throws IOException {
    Path own = Files.createDirectory(base.resolve("own"));
    Path link = Files.createSymbolicLink(base.resolve("link"), own);

    StoreKit.open(link.resolve("default"), "cache", 1 << 20).close();

    assertThat(own.resolve("default/system.seg")).exists();
  }

  @Test
  void spacesAndFilesThatOthersMayWriteAreRefused() throws IOException {
    for (String mode : List.of("rwxrwx---", "rwx----w-", "rwxrwxrwx")) {
      Path space = base.resolve("space-" + mode);
      StoreKit.open(space, "cache", 1 << 20).close();
      for (String part : List.of("caches", "members", "")) {
        Path directory = space.resolve(part);
        setMode(directory, mode);
        requireRefused(space, "not writable by group or others");
        setMode(directory, "rwx------");
      }
      setMode(space.resolve("system.seg"), "rw-rw----");
      requireRefused(space, "not writable by group or others");
    }
  }

  @Test
  void linksInPlaceOfTheFilesOfASpaceAreRefusedAndWhatTheyLeadToIsNotTouched() throws IOException {
    Path elsewhere = Files.writeString(base.resolve("elsewhere"), "data");
    for (String name : List.of("system.seg", "space.lock", "caches", "members")) {
      Path space = base.resolve("space-" + name);
      StoreKit.open(space, "cache", 1 << 20).close();
      Path moved = base.resolve("moved-" + name);
      Files.move(space.resolve(name), moved);
      Files.createSymbolicLink(
          space.resolve(name), Files.isDirectory(moved) ? moved : elsewhere.toAbsolutePath());

      assertThatThrownBy(() -> Space.open(space, StoreOptions.DEFAULT).close())
          .as(name)
          .isInstanceOf(SpaceAccessException.class)
          .hasMessageContaining(name);
      assertThat(elsewhere).hasContent("data");
    }
  }

  @Test
  void aLockFileThatIsAlsoAnotherFileIsRefusedAndNotWritten() throws IOException {
    Path space = base.resolve("space");
    StoreKit.open(space, "cache", 1 << 20).close();
    Path precious = Files.writeString(base.resolve("precious"), "data");
    setMode(precious, "rw-------");
    Files.delete(space.resolve("space.lock"));
    Files.createLink(space.resolve("space.lock"), precious);

    requireRefused(space, "number of its names is 2, expected 1");

    assertThat(precious).hasContent("data");
  }

  @Test
  void aPipeAmongTheMemberFilesIsNotWaitedFor() throws Exception {
    Path space = base.resolve("space");
    StoreKit.open(space, "cache", 1 << 20).close();
    Path pipe = space.resolve("members/" + UUID.randomUUID() + ".lock");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "no mkfifo");

    try (StoreKit kit = StoreKit.open(space, "cache", 1 << 20)) {
      kit.put("key", StoreKit.bytes("value"));
      assertThat(kit.store().check()).isEmpty();
    }
  }

  private static void requireRefused(Path space, String why) {
    assertThatThrownBy(() -> Space.open(space, StoreOptions.DEFAULT).close())
        .isInstanceOf(SpaceAccessException.class)
        .hasMessageContaining(why);
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** Another user, who can read the classes of the test but nothing of ours. */
  private static ChildJvm startStranger() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can act as others");
    assumeTrue(
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .map(Path::of)
            .filter(Files::isDirectory)
            .allMatch(StrangerTest::canOthersReach),
        "another user cannot read the classes of this build");
    return ChildJvm.startUnder(AS_STRANGER, StrangerChild.class);
  }

  private static boolean canOthersReach(Path directory) {
    try {
      for (Path path = directory.toRealPath(); path != null; path = path.getParent()) {
        if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).endsWith("x")) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
