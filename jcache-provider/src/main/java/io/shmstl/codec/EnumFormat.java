package io.shmstl.codec;

import java.util.Arrays;

/** Writes the constants of one enum: tag, number of the constant's schema. */
@SuppressWarnings("EnumOrdinal") // an index into an array of this JVM, never in bytes
final class EnumFormat implements ClassFormat {
  private static final int[] NONE = {};

  /** By ordinal; 0 = not registered yet. A race registers the same bytes. */
  private volatile int[] numbers = NONE;

  @Override
  public void write(Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    Enum<?> constant = (Enum<?>) value;
    int ordinal = constant.ordinal();
    int[] known = numbers;
    int number = ordinal < known.length ? known[ordinal] : 0;
    if (number == 0) {
      number = register(constant, writer);
    }
    out.writeByte(TypeTag.ENUM);
    out.writeVarint(number);
  }

  private synchronized int register(Enum<?> constant, ValueWriter writer) {
    Class<?> type = constant.getDeclaringClass();
    int number = writer.numberOf(new EnumSchema(type.getName(), constant.name()));
    int[] known = numbers;
    int[] grown = Arrays.copyOf(known, Math.max(known.length, constant.ordinal() + 1));
    grown[constant.ordinal()] = number;
    numbers = grown;
    return number;
  }
}
