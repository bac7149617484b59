package io.shmstl.snapshot;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FileAccess;
import io.shmstl.segment.UninterruptedFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * An export that is open: what one snapshot saw, in a file that nobody changes any more. Reading it
 * takes no pin and no write access. Any thread.
 *
 * <p>{@code docs/format.md} shows its bytes. Each part has a checksum, which is checked before the
 * part is believed; lengths are checked before anything is allocated.
 */
public final class Export implements AutoCloseable {
  private final Path file;
  private final UninterruptedFile in;
  private final ExportHeader header;
  private final byte[] about;

  private Export(Path file, UninterruptedFile in, ExportHeader header, byte[] about) {
    this.file = file;
    this.in = in;
    this.header = header;
    this.about = about;
  }

  /**
   * Opens an export.
   *
   * @throws NoSuchFileException if there is none
   * @throws io.shmstl.segment.FormatException if the file is something else, or of another format
   * @throws CorruptException if it is damaged
   * @throws io.shmstl.segment.SpaceAccessException if it may not be read
   */
  public static Export open(Path file) throws NoSuchFileException {
    UninterruptedFile in = null;
    Export opened = null;
    try {
      in = UninterruptedFile.open(file, Set.of(StandardOpenOption.READ));
      byte[] head = in.read(0, ExportHeaderLayout.BYTES);
      ExportHeader header = ExportHeader.decode(file, head, in.size());
      byte[] about = in.read(ExportHeaderLayout.BYTES, header.aboutLength());
      int checksum = ExportHeader.checksum(about, about.length);
      if (checksum != header.aboutChecksum()) {
        throw new CorruptException(
            "export " + file, ExportHeaderLayout.BYTES, checksum, header.aboutChecksum());
      }
      opened = new Export(file, in, header, about);
      return opened;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw FileAccess.failure(file, "open the export", e);
    } finally {
      if (in != null && opened == null) {
        close(file, in);
      }
    }
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** The commit version of the snapshot that was exported. */
  public long version() {
    return header.version();
  }

  /** When that snapshot was opened, in milliseconds since 1970. */
  public long takenAtMs() {
    return header.takenAtMs();
  }

  /** How many entries it has. */
  public long size() {
    return header.entries();
  }

  /** Length of the file. */
  public long fileBytes() {
    return header.fileBytes();
  }

  /** What the exporter had to say of the cache. */
  public byte[] about() {
    return about.clone();
  }

  /** A walk over all entries, in the order in which the snapshot had them. For one thread. */
  public ExportCursor entries() {
    return new ExportCursor(this, ExportHeaderLayout.BYTES + (long) about.length);
  }

  @Override
  public void close() {
    close(file, in);
  }

  /** The bytes from a position on, as many as asked for. */
  byte[] read(long position, int length) {
    try {
      byte[] bytes = in.read(position, length);
      if (bytes.length < length) {
        throw new CorruptException("export " + file, position, bytes.length + " bytes", length);
      }
      return bytes;
    } catch (IOException e) {
      throw FileAccess.failure(file, "read the export", e);
    }
  }

  private static void close(Path file, UninterruptedFile in) {
    try {
      in.close();
    } catch (IOException e) {
      throw FileAccess.failure(file, "close the export", e);
    }
  }
}
