package io.shmstl.codec;

/**
 * Arrays of primitives as bytes: the elements one behind the other, little-endian. Equal as the
 * {@code equals} of {@link java.util.Arrays}.
 */
final class ArrayFormat {
  private ArrayFormat() {}

  /** Writes an array of primitives; false if it is something else. */
  static boolean write(Object array, ByteWriter out, boolean nested) {
    switch (array) {
      case byte[] bytes -> {
        begin(TypeTag.BYTES, bytes.length, Byte.BYTES, out, nested);
        out.writeBytes(bytes);
      }
      case boolean[] booleans -> {
        begin(TypeTag.BOOLEANS, booleans.length, Byte.BYTES, out, nested);
        for (boolean element : booleans) {
          out.writeBoolean(element);
        }
      }
      case short[] shorts -> {
        begin(TypeTag.SHORTS, shorts.length, Short.BYTES, out, nested);
        for (short element : shorts) {
          out.writeShort(element);
        }
      }
      case char[] chars -> {
        begin(TypeTag.CHARS, chars.length, Character.BYTES, out, nested);
        for (char element : chars) {
          out.writeShort(element);
        }
      }
      case int[] ints -> {
        begin(TypeTag.INTS, ints.length, Integer.BYTES, out, nested);
        for (int element : ints) {
          out.writeInt(element);
        }
      }
      case long[] longs -> {
        begin(TypeTag.LONGS, longs.length, Long.BYTES, out, nested);
        for (long element : longs) {
          out.writeLong(element);
        }
      }
      case float[] floats -> {
        begin(TypeTag.FLOATS, floats.length, Float.BYTES, out, nested);
        for (float element : floats) {
          out.writeFloat(element);
        }
      }
      case double[] doubles -> {
        begin(TypeTag.DOUBLES, doubles.length, Double.BYTES, out, nested);
        for (double element : doubles) {
          out.writeDouble(element);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Reads the body of an array that ends where the reader does; its tag was read. */
  static Object read(int tag, ByteReader in) {
    return switch (tag) {
      case TypeTag.BYTES -> in.readBytes(in.remaining());
      case TypeTag.BOOLEANS -> readBooleans(in);
      case TypeTag.SHORTS -> readShorts(in);
      case TypeTag.CHARS -> readChars(in);
      case TypeTag.INTS -> readInts(in);
      case TypeTag.LONGS -> readLongs(in);
      case TypeTag.FLOATS -> readFloats(in);
      case TypeTag.DOUBLES -> readDoubles(in);
      default -> throw new AssertionError(tag);
    };
  }

  private static void begin(int tag, int count, int bytesEach, ByteWriter out, boolean nested) {
    if (count > ByteWriter.MAX_BYTES / bytesEach) {
      throw new CodecException("an array of " + count + " elements is too long");
    }
    out.writeByte(tag);
    if (nested) {
      out.writeVarint(count * bytesEach);
    }
  }

  private static int count(ByteReader in, int bytesEach) {
    int bytes = in.remaining();
    if (bytes % bytesEach != 0) {
      throw new CodecException(
          "an array of elements of %d bytes has %d bytes".formatted(bytesEach, bytes));
    }
    return bytes / bytesEach;
  }

  private static boolean[] readBooleans(ByteReader in) {
    boolean[] elements = new boolean[in.remaining()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readBoolean();
    }
    return elements;
  }

  private static short[] readShorts(ByteReader in) {
    short[] elements = new short[count(in, Short.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readShort();
    }
    return elements;
  }

  private static char[] readChars(ByteReader in) {
    char[] elements = new char[count(in, Character.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (char) in.readShort();
    }
    return elements;
  }

  private static int[] readInts(ByteReader in) {
    int[] elements = new int[count(in, Integer.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readInt();
    }
    return elements;
  }

  private static long[] readLongs(ByteReader in) {
    long[] elements = new long[count(in, Long.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readLong();
    }
    return elements;
  }

  private static float[] readFloats(ByteReader in) {
    float[] elements = new float[count(in, Float.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readFloat();
    }
    return elements;
  }

  private static double[] readDoubles(ByteReader in) {
    double[] elements = new double[count(in, Double.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readDouble();
    }
    return elements;
  }
}
