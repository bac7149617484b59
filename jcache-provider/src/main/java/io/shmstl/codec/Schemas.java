package io.shmstl.codec;

/** Looks up schemas by number. */
final class Schemas {
  private Schemas() {}

  /**
   * The schema with a number found in bytes.
   *
   * @throws CodecException if there is none
   */
  static Schema find(SchemaRegistry schemas, int number) {
    if (number >= SchemaRegistry.FIRST_NUMBER && number <= SchemaRegistry.LAST_NUMBER) {
      byte[] bytes = schemas.schema(number);
      if (bytes != null) {
        return Schema.decode(bytes);
      }
    }
    throw new CodecException(
        "there is no schema with the number " + Integer.toUnsignedString(number));
  }
}
