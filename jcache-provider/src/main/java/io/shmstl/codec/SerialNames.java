package io.shmstl.codec;

import static java.io.ObjectStreamConstants.TC_ARRAY;
import static java.io.ObjectStreamConstants.TC_CLASSDESC;
import static java.io.ObjectStreamConstants.TC_ENUM;
import static java.io.ObjectStreamConstants.TC_OBJECT;
import static java.io.ObjectStreamConstants.TC_PROXYCLASSDESC;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Reads the name of the class that a serialization stream begins with. */
final class SerialNames {
  private SerialNames() {}

  /**
   * The class of the object that a stream without its header holds.
   *
   * @throws CodecException if the stream does not begin with an object
   */
  static String className(byte[] stream) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stream))) {
      int type = in.readByte();
      if (type == TC_OBJECT || type == TC_ARRAY || type == TC_ENUM) {
        int description = in.readByte();
        if (description == TC_CLASSDESC) {
          return in.readUTF();
        }
        if (description == TC_PROXYCLASSDESC && in.readInt() > 0) {
          return "proxy of " + in.readUTF();
        }
      }
      throw new CodecException("a serialized object begins with " + type);
    } catch (IOException e) {
      throw new CodecException("a serialized object has no class", e);
    }
  }
}
