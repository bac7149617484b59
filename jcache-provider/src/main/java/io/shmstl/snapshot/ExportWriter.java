package io.shmstl.snapshot;

import io.shmstl.map.EntryCopy;
import io.shmstl.segment.FileAccess;
import io.shmstl.segment.Segment;
import io.shmstl.segment.UninterruptedFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * Writes an export: under a temporary name beside the place it is for, given its own name when all
 * of it is on disk. Closed before that, it leaves nothing. For one thread.
 */
final class ExportWriter implements AutoCloseable {
  /** A block is written when it is longer than this; one long entry makes a longer one. */
  static final int BLOCK_BYTES = 1 << 16;

  private static final Logger LOG = System.getLogger(ExportWriter.class.getName());

  private final Path file;
  private final Path temporary;
  private final UninterruptedFile out;
  private final byte[] about;
  private byte[] block = new byte[BLOCK_BYTES + (BLOCK_BYTES >> 2)];
  private int length;
  private long position;
  private long entries;

  private ExportWriter(Path file, Path temporary, UninterruptedFile out, byte[] about) {
    this.file = file;
    this.temporary = temporary;
    this.out = out;
    this.about = about;
    this.position = ExportHeaderLayout.BYTES + (long) about.length;
  }

  /**
   * Begins a file.
   *
   * @param about what another room wants to know of the cache
   * @throws FileAlreadyExistsException if the name is taken; what it stands for is untouched
   */
  static ExportWriter create(Path file, byte[] about) throws IOException {
    Path place = file.toAbsolutePath();
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(place.toString());
    }
    Path directory = place.getParent();
    if (directory != null && Files.notExists(directory)) {
      throw new NoSuchFileException(place.toString(), null, "there is no directory " + directory);
    }
    Path temporary =
        place.resolveSibling(
            place.getFileName() + "." + UUID.randomUUID() + Segment.TEMPORARY_SUFFIX);
    UninterruptedFile out =
        UninterruptedFile.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            FileAccess.fileMode(false));
    return new ExportWriter(place, temporary, out, about);
  }

  /** Appends an entry. */
  void add(EntryCopy entry) throws IOException {
    int body = Math.addExact(entry.keyLength(), entry.valueLength());
    int bytes = Math.addExact(body, ExportEntryLayout.BYTES);
    if (length > 0 && length + (long) bytes > BLOCK_BYTES) {
      flush();
    }
    if (block.length < bytes) {
      block = new byte[bytes];
    }
    ExportHeader.fields(block)
        .putLong(length + ExportEntryLayout.VERSION, entry.version())
        .putLong(length + ExportEntryLayout.DEADLINE_MS, entry.deadlineMs())
        .putInt(length + ExportEntryLayout.CREATED_SECONDS, entry.createdSeconds())
        .putInt(length + ExportEntryLayout.KEY_LENGTH, entry.keyLength())
        .putInt(length + ExportEntryLayout.VALUE_LENGTH, entry.valueLength());
    int at = length + ExportEntryLayout.BYTES;
    System.arraycopy(entry.bytes(), entry.keyOffset(), block, at, entry.keyLength());
    System.arraycopy(
        entry.bytes(), entry.valueOffset(), block, at + entry.keyLength(), entry.valueLength());
    length += bytes;
    entries++;
  }

  /**
   * Gives the complete file its name; says how many entries it has.
   *
   * @throws FileAlreadyExistsException if somebody took the name meanwhile
   */
  long publish(long version, long takenAtMs) throws IOException {
    flush();
    ExportHeader header =
        new ExportHeader(
            version,
            takenAtMs,
            entries,
            position,
            about.length,
            ExportHeader.checksum(about, about.length));
    out.write(about, ExportHeaderLayout.BYTES);
    out.write(header.encode(), 0);
    out.force();
    // crash point: before it the file has no name, after it the file is complete.
    Files.createLink(file, temporary);
    return entries;
  }

  /** Takes the temporary name away; a file that was published stays. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        LOG.log(Level.WARNING, () -> "cannot delete " + temporary, e);
      }
    }
  }

  private void flush() throws IOException {
    if (length > 0) {
      byte[] head = new byte[ExportBlockLayout.BYTES];
      ByteBuffer fields = ExportHeader.fields(head);
      fields.putInt(ExportBlockLayout.LENGTH, length);
      fields.putInt(ExportBlockLayout.CHECKSUM, ExportHeader.checksum(block, length));
      out.write(head, position);
      out.write(Arrays.copyOf(block, length), position + head.length);
      position += head.length + (long) length;
      length = 0;
    }
  }
}
