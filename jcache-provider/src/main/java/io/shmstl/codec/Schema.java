package io.shmstl.codec;

/**
 * What a segment knows about a class so that values need not repeat it: the components of a record,
 * or a constant of an enum.
 *
 * <p>Its bytes: format version (1), kind (1), then what the kind says. Equal schemas have equal
 * bytes.
 */
public sealed interface Schema permits RowSchema, EnumSchema {
  /** The version of the format of schemas that this code writes, and the only one it reads. */
  int VERSION = 1;

  /** The name of the class, as {@link Class#getName} gives it. */
  String className();

  /** The bytes to register. */
  byte[] encode();

  /**
   * The schema with these bytes.
   *
   * @throws CodecException if they are no schema, or of another version
   */
  static Schema decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new CodecException("a schema has version " + version + ", expected " + VERSION);
    }
    int kind = in.readByte();
    Schema schema =
        switch (kind) {
          case RowSchema.KIND -> RowSchema.read(in);
          case EnumSchema.KIND -> EnumSchema.read(in);
          default -> throw new CodecException("a schema has the unknown kind " + kind);
        };
    in.requireEnd();
    return schema;
  }
}
