package io.shmstl.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;

/**
 * Objects of Java serialization, for classes that have no format of their own: the stream without
 * its header. In keys, {@link CanonicalGraph} sees to it that equal objects have equal bytes.
 */
final class SerialFormat {
  private SerialFormat() {}

  static void write(Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    out.writeByte(TypeTag.SERIALIZED);
    int start = nested ? out.beginSized() : 0;
    try {
      if (writer.isKey()) {
        new CanonicalGraph().write(value, out);
      } else {
        writePlain(value, out);
      }
    } catch (NotSerializableException e) {
      throw new UnwritableException(className(e), "it is not Serializable", e);
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

  private static void writePlain(Object value, ByteWriter out) throws IOException {
    try (PlainOutput stream = new PlainOutput(out)) {
      stream.writeObject(value);
    }
  }

  /** The class that the JDK says is not serializable; more lines follow if debugging is on. */
  private static String className(NotSerializableException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static final class PlainOutput extends ObjectOutputStream {
    PlainOutput(ByteWriter out) throws IOException {
      super(new WriterStream(out));
    }

    @Override
    protected void writeStreamHeader() {
      // always the same
    }
  }
}
