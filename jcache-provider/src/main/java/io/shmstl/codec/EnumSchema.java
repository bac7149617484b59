package io.shmstl.codec;

import java.util.Objects;

/**
 * One constant of an enum. Each constant has a schema of its own, so that its number stands for it
 * in keys too, whatever constants come, go or change places in other versions of the class.
 *
 * @param className the name of the class that declares the constant
 * @param constant the name of the constant
 */
public record EnumSchema(String className, String constant) implements Schema {
  static final int KIND = 2;

  public EnumSchema {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(constant, "constant");
  }

  @Override
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.writeByte(VERSION);
    out.writeByte(KIND);
    out.writeString(className);
    out.writeString(constant);
    return out.toByteArray();
  }

  static EnumSchema read(ByteReader in) {
    return new EnumSchema(in.readString(), in.readString());
  }
}
