package io.shmstl.codec;

/** Reads objects of the classes that a class loader finds. Safe for use by many threads. */
final class ObjectReader extends ValueReader {
  private final SchemaTable schemas;
  private final ClassResolver classes;

  /** By schema number: a {@link RecordReader} or an enum constant. */
  private final ByNumber<Object> resolved = new ByNumber<>();

  ObjectReader(CodecOptions options) {
    this.schemas = new SchemaTable(options.schemas());
    this.classes = new ClassResolver(options.loader(), options.filter());
  }

  @Override
  Object readRecord(ByteReader in) {
    int number = in.readVarint();
    if (resolve(number) instanceof RecordReader reader) {
      return reader.read(in, this);
    }
    throw new CodecException("a record has the number " + number + " of an enum constant");
  }

  @Override
  Object readEnum(ByteReader in) {
    int number = in.readVarint();
    if (resolve(number) instanceof Enum<?> constant) {
      return constant;
    }
    throw new CodecException("an enum constant has the number " + number + " of a record");
  }

  @Override
  Object readCollection(int tag, ByteReader in) {
    return CollectionReader.read(tag, in, this);
  }

  @Override
  Object readSerialized(ByteReader in) {
    return SerialFormat.read(in, classes);
  }

  @Override
  Object readCustom(ByteReader in) {
    throw new CodecException("a value was written by a codec that this cache does not have");
  }

  private Object resolve(int number) {
    Object known = resolved.get(number);
    return known != null ? known : resolveFirst(number);
  }

  private Object resolveFirst(int number) {
    Object found =
        switch (schemas.find(number)) {
          case RowSchema schema -> RecordReader.of(schema, classes);
          case EnumSchema schema -> constant(schema);
        };
    resolved.put(number, found);
    return found;
  }

  private Object constant(EnumSchema schema) {
    Class<?> type = classes.checked(schema.className());
    if (!Enum.class.isAssignableFrom(type)) {
      throw new CodecException(schema.className() + " was an enum and is none here");
    }
    try {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(schema.constant())) {
          return constant;
        }
      }
    } catch (LinkageError e) {
      throw new CodecException("the enum " + schema.className() + " cannot be used", e);
    }
    throw new CodecException(
        "the enum %s has no constant %s here".formatted(schema.className(), schema.constant()));
  }
}
