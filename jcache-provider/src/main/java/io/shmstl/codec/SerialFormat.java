package io.shmstl.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Objects of Java serialization, for classes that have no format of their own. */
final class SerialFormat {
  private SerialFormat() {}

  static void write(Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    out.writeByte(TypeTag.SERIALIZED);
    int start = nested ? out.beginSized() : 0;
    try (SerialOutput stream = new SerialOutput(out)) {
      stream.writeObject(value);
    } catch (IOException e) {
      throw new CodecException("a " + value.getClass().getName() + " cannot be written: " + e, e);
    }
    if (nested) {
      out.endSized(start);
    }
  }

  /** Reads an object that ends where the reader does. */
  static Object read(ByteReader in, ClassResolver classes) {
    int count = in.remaining();
    int at = in.take(count);
    SerialLimits limits = new SerialLimits(count, classes.filter());
    try (SerialInput stream =
        new SerialInput(new ByteArrayInputStream(in.array(), at, count), classes, limits)) {
      Object value = stream.readObject();
      if (value == null) {
        throw new CodecException("a serialized object is null");
      }
      return value;
    } catch (ClassNotFoundException e) {
      throw classes.missing(String.valueOf(e.getMessage()), e);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      String rejection = limits.rejection();
      throw new CodecException(
          rejection != null
              ? "a serialized object is refused: " + rejection
              : "a serialized object cannot be read: " + e,
          e);
    }
  }

  private static final class SerialOutput extends ObjectOutputStream {
    SerialOutput(ByteWriter out) throws IOException {
      super(new WriterStream(out));
    }

    @Override
    protected void writeStreamHeader() {
      // always the same
    }
  }

  private static final class WriterStream extends OutputStream {
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
}
