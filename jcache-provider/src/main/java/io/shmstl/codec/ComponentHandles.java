package io.shmstl.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;

/**
 * The steps that a record's components are written and read by: for each declared type a method
 * handle, so that a whole record is one chain that the compiler sees through.
 */
final class ComponentHandles {
  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final Map<Class<?>, MethodHandle> WRITERS = new HashMap<>();
  private static final Map<Class<?>, MethodHandle> READERS = new HashMap<>();
  private static final MethodHandle OBJECT_WRITER;
  private static final MethodHandle OBJECT_READER;

  static {
    try {
      add("Boolean", boolean.class);
      add("Byte", byte.class);
      add("Short", short.class);
      add("Character", char.class);
      add("Integer", int.class);
      add("Long", long.class);
      add("Float", float.class);
      add("Double", double.class);
      READERS.put(String.class, reader("readString", String.class));
      OBJECT_WRITER =
          MethodHandles.permuteArguments(
              LOOKUP.findVirtual(
                  ValueWriter.class,
                  "writeNested",
                  MethodType.methodType(void.class, Object.class, ByteWriter.class)),
              MethodType.methodType(void.class, Object.class, ByteWriter.class, ValueWriter.class),
              2,
              0,
              1);
      OBJECT_READER =
          LOOKUP.findStatic(
              ComponentReader.class,
              "readObject",
              MethodType.methodType(
                  Object.class, Type.class, ByteReader.class, ObjectReader.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a step of records is not there", e);
    }
  }

  private ComponentHandles() {}

  /** {@code (component, ByteWriter, ValueWriter) -> void}. */
  static MethodHandle writer(Class<?> type) {
    MethodHandle known = WRITERS.get(type);
    return known != null
        ? known
        : OBJECT_WRITER.asType(OBJECT_WRITER.type().changeParameterType(0, type));
  }

  /** {@code (ByteReader, ObjectReader) -> component}. */
  static MethodHandle reader(Class<?> raw, Type declared) {
    MethodHandle known = READERS.get(raw);
    return known != null
        ? known
        : MethodHandles.insertArguments(OBJECT_READER, 0, declared)
            .asType(MethodType.methodType(raw, ByteReader.class, ObjectReader.class));
  }

  private static void add(String name, Class<?> type) throws ReflectiveOperationException {
    MethodHandle write =
        LOOKUP.findStatic(
            ScalarFormat.class,
            "write" + name,
            MethodType.methodType(void.class, type, ByteWriter.class));
    WRITERS.put(type, MethodHandles.dropArguments(write, 2, ValueWriter.class));
    READERS.put(type, reader("read" + name, type));
  }

  private static MethodHandle reader(String name, Class<?> type)
      throws ReflectiveOperationException {
    MethodHandle read =
        LOOKUP.findStatic(
            ComponentReader.class, name, MethodType.methodType(type, ByteReader.class));
    return MethodHandles.dropArguments(read, 1, ObjectReader.class);
  }
}
