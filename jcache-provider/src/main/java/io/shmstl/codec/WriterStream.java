package io.shmstl.codec;

import java.io.OutputStream;

/** A {@link ByteWriter} as a stream. */
final class WriterStream extends OutputStream {
  private final ByteWriter out;

  WriterStream(ByteWriter out) {
    this.out = out;
  }

  @Override
  public void write(int value) {
    out.writeByte(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    out.writeBytes(bytes, offset, count);
  }
}
