package io.shmstl.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records that were written with one schema, as objects of the class of today. */
abstract sealed class RecordReader {
  /** Most components that one method handle reads; it takes two arguments for each. */
  private static final int FUSED_COMPONENTS = 100;

  final RecordShape shape;

  private RecordReader(RecordShape shape) {
    this.shape = shape;
  }

  /**
   * The reader for a schema.
   *
   * @throws CodecException if the class is not there, not admitted, not a record any more or not
   *     accessible
   */
  static RecordReader of(RowSchema schema, ClassResolver classes) {
    Class<?> type = classes.checked(schema.className());
    if (!type.isRecord()) {
      throw new CodecException(schema.className() + " was a record and is none here");
    }
    RecordShape shape;
    try {
      shape = RecordShape.of(type);
    } catch (LinkageError | TypeNotPresentException e) {
      throw new CodecException("the record " + schema.className() + " cannot be used: " + e, e);
    }
    if (!shape.isAccessible()) {
      throw new CodecException(schema.className() + " cannot be read: " + shape.whyNot());
    }
    return shape.schema().equals(schema) && schema.columns().size() <= FUSED_COMPONENTS
        ? new Same(shape)
        : new ByName(shape, schema);
  }

  /** Reads the components; tag and number were read. */
  final Object read(ByteReader in, ObjectReader reader) {
    try {
      return readComponents(in, reader);
    } catch (CodecException | VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException("a record " + shape.type().getName() + " cannot be made: " + e, e);
    }
  }

  abstract Object readComponents(ByteReader in, ObjectReader reader) throws Throwable;

  /** The class is as it was: one method handle reads and constructs, without boxing. */
  private static final class Same extends RecordReader {
    private static final MethodType READER =
        MethodType.methodType(Object.class, ByteReader.class, ObjectReader.class);

    private final MethodHandle reader;

    Same(RecordShape shape) {
      super(shape);
      this.reader = reader(shape);
    }

    @Override
    Object readComponents(ByteReader in, ObjectReader objects) throws Throwable {
      return (Object) reader.invokeExact(in, objects);
    }

    /** {@code (in, objects) -> record}; components are read from the first to the last. */
    private static MethodHandle reader(RecordShape shape) {
      MethodHandle all = shape.constructor().asType(shape.constructorType());
      int count = all.type().parameterCount();
      int[] bothOfEach = new int[2 * count];
      for (int i = count - 1; i >= 0; i--) { // the step added last runs first
        MethodHandle one = ComponentHandles.reader(shape.rawType(i), shape.componentTypes().get(i));
        all = MethodHandles.collectArguments(all, i, one);
        bothOfEach[2 * i + 1] = 1;
      }
      return MethodHandles.permuteArguments(all, READER, bothOfEach);
    }
  }

  /** The class has other components than it had: what matches by name is taken over. */
  private static final class ByName extends RecordReader {
    private final RowSchema written;
    private final MethodHandle constructor;

    ByName(RecordShape shape, RowSchema written) {
      super(shape);
      this.written = written;
      this.constructor =
          shape
              .constructor()
              .asType(shape.constructorType())
              .asSpreader(Object[].class, shape.constructorType().parameterCount());
    }

    @Override
    Object readComponents(ByteReader in, ObjectReader objects) throws Throwable {
      List<RowSchema.Column> columns = shape.schema().columns();
      @Nullable Object[] components = new @Nullable Object[columns.size()];
      boolean[] filled = new boolean[columns.size()];
      for (RowSchema.Column column : written.columns()) {
        Object value = objects.readNested(in);
        int index = shape.schema().indexOf(column.name());
        if (index >= 0) {
          components[index] =
              Conversions.evolved(
                  value, shape.componentTypes().get(index), shape.type(), column.name());
          filled[index] = true;
        }
      }
      for (int i = 0; i < components.length; i++) {
        if (!filled[i]) {
          components[i] = Conversions.absent(shape.rawType(i), shape.type(), columns.get(i).name());
        }
      }
      return (Object) constructor.invokeExact(components);
    }
  }
}
