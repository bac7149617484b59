package io.shmstl.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Writes records of one class: tag, schema number, components in their order.
 *
 * <p>One method handle reads and writes all components, without boxing and without an array.
 */
final class RecordFormat implements ClassFormat {
  private static final MethodType COMPONENT_WRITER =
      MethodType.methodType(void.class, Object.class, ByteWriter.class, ValueWriter.class);

  private final RecordShape shape;
  private final MethodHandle componentsWriter;

  /** 0 until the schema is registered; a race registers the same bytes. */
  private volatile int number;

  RecordFormat(RecordShape shape) {
    this.shape = shape;
    this.componentsWriter = componentsWriter(shape);
  }

  @Override
  public void write(Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    out.descend();
    out.writeByte(TypeTag.RECORD);
    out.writeVarint(number == 0 ? register(writer) : number);
    try {
      componentsWriter.invokeExact(value, out, writer);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException(
          "an accessor of the record " + shape.type().getName() + " failed", e);
    }
    out.ascend();
  }

  int register(ValueWriter writer) {
    int registered = writer.numberOf(shape.schema());
    number = registered;
    return registered;
  }

  /** {@code (record, out, writer) -> void}, writing all components. */
  private static MethodHandle componentsWriter(RecordShape shape) {
    List<MethodHandle> accessors = shape.accessors();
    MethodHandle all = MethodHandles.empty(COMPONENT_WRITER);
    for (int i = accessors.size() - 1; i >= 0; i--) {
      MethodHandle one = componentWriter(accessors.get(i));
      all = i == accessors.size() - 1 ? one : MethodHandles.foldArguments(all, one);
    }
    return all;
  }

  private static MethodHandle componentWriter(MethodHandle accessor) {
    MethodHandle write = ComponentHandles.writer(accessor.type().returnType());
    return MethodHandles.filterArguments(write, 0, accessor).asType(COMPONENT_WRITER);
  }
}
