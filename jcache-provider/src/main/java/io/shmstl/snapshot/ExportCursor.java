package io.shmstl.snapshot;

import io.shmstl.map.EntryCopy;
import io.shmstl.segment.CorruptException;
import java.nio.ByteBuffer;

/** Walks the entries of an export, block by block. For one thread. */
public final class ExportCursor {
  private static final byte[] NO_BYTES = {};

  private final Export export;
  private long position;
  private long delivered;
  private byte[] block = NO_BYTES;
  private ByteBuffer fields = ExportHeader.fields(NO_BYTES);
  private int at;

  ExportCursor(Export export, long start) {
    this.export = export;
    this.position = start;
  }

  /**
   * Copies the next entry; false at the end.
   *
   * @throws CorruptException if the bytes are damaged
   */
  public boolean next(EntryCopy into) {
    if (at == block.length && !nextBlock()) {
      return false;
    }
    int left = block.length - at - ExportEntryLayout.BYTES;
    if (left < 0) {
      throw damaged("a piece of an entry");
    }
    int keyLength = fields.getInt(at + ExportEntryLayout.KEY_LENGTH);
    int valueLength = fields.getInt(at + ExportEntryLayout.VALUE_LENGTH);
    if (keyLength < 0 || valueLength < 0 || keyLength > left || valueLength > left - keyLength) {
      throw damaged("an entry of " + keyLength + " and " + valueLength + " bytes");
    }
    into.take(
        block,
        at + ExportEntryLayout.BYTES,
        keyLength,
        valueLength,
        fields.getLong(at + ExportEntryLayout.DEADLINE_MS),
        fields.getInt(at + ExportEntryLayout.CREATED_SECONDS),
        fields.getLong(at + ExportEntryLayout.VERSION));
    at += ExportEntryLayout.BYTES + keyLength + valueLength;
    delivered++;
    return true;
  }

  private boolean nextBlock() {
    long left = export.fileBytes() - position - ExportBlockLayout.BYTES;
    if (left <= 0) {
      if (left > -ExportBlockLayout.BYTES || delivered != export.size()) {
        throw damaged("the end after " + delivered + " of " + export.size() + " entries");
      }
      return false;
    }
    ByteBuffer head = ExportHeader.fields(export.read(position, ExportBlockLayout.BYTES));
    int length = head.getInt(ExportBlockLayout.LENGTH);
    if (length <= 0 || length > left) {
      throw damaged("a block of " + length + " bytes");
    }
    byte[] bytes = export.read(position + ExportBlockLayout.BYTES, length);
    if (ExportHeader.checksum(bytes, length) != head.getInt(ExportBlockLayout.CHECKSUM)) {
      throw damaged("a block with another checksum");
    }
    position += ExportBlockLayout.BYTES + (long) length;
    block = bytes;
    fields = ExportHeader.fields(bytes);
    at = 0;
    return true;
  }

  private CorruptException damaged(String found) {
    return new CorruptException("export " + export.file(), position, found, "whole entries");
  }
}
