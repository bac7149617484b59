package io.shmstl.store;

import io.shmstl.segment.FileAccess;
import io.shmstl.segment.Segment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The files of a space.
 *
 * <pre>
 * DIRECTORY/              mode 0700, or 0770 where the group shares it
 *   space.lock            locked while caches are made, found or destroyed
 *   system.seg            member table and registry
 *   members/ID.lock       one for each member, locked for its whole life
 *   caches/ID.seg         one for each cache
 * </pre>
 */
final class SpaceFiles {
  private static final String SEGMENT_SUFFIX = ".seg";

  private final Path directory;
  private final boolean groupShared;

  SpaceFiles(Path directory, boolean groupShared) {
    this.directory = directory;
    this.groupShared = groupShared;
  }

  Path directory() {
    return directory;
  }

  Path lock() {
    return directory.resolve("space.lock");
  }

  Path system() {
    return directory.resolve("system" + SEGMENT_SUFFIX);
  }

  Path members() {
    return directory.resolve("members");
  }

  Path cache(UUID id) {
    return caches().resolve(id + SEGMENT_SUFFIX);
  }

  private Path caches() {
    return directory.resolve("caches");
  }

  /** Makes the directories that are missing; refuses those that others could write. */
  void createDirectories() {
    Path base = directory.getParent();
    if (base != null && !Files.exists(base, LinkOption.NOFOLLOW_LINKS)) {
      FileAccess.createDirectory(base, groupShared);
    }
    requireParent();
    FileAccess.createDirectory(directory, groupShared);
    FileAccess.createDirectory(members(), groupShared);
    FileAccess.createDirectory(caches(), groupShared);
  }

  /** Refuses a space in a directory whose owner could exchange it. */
  void requireParent() {
    Path base = directory.getParent();
    if (base != null) {
      FileAccess.requireParent(base, groupShared);
    }
  }

  /** Deletes segment files that no descriptor names, and what a killed creator left half made. */
  void collectOrphans(Collection<CacheDescriptor> registered) {
    Set<String> wanted = new HashSet<>();
    for (CacheDescriptor descriptor : registered) {
      wanted.add(descriptor.segmentId() + SEGMENT_SUFFIX);
    }
    for (Path file : files(caches())) {
      if (!wanted.contains(file.getFileName().toString())) {
        delete(file);
      }
    }
    for (Path file : files(directory)) {
      if (file.getFileName().toString().endsWith(Segment.TEMPORARY_SUFFIX)) {
        delete(file);
      }
    }
  }

  /** Deletes all segments of a void space. */
  void deleteContents() {
    delete(system());
    for (Path file : files(caches())) {
      delete(file);
    }
  }

  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileAccess.failure(file, "delete", e);
    }
  }

  private static List<Path> files(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        found.add(file);
      }
      return found;
    } catch (IOException e) {
      throw FileAccess.failure(folder, "list", e);
    }
  }
}
