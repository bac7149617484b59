package io.shmstl.codec;

import static java.io.ObjectStreamConstants.SC_SERIALIZABLE;
import static java.io.ObjectStreamConstants.TC_ARRAY;
import static java.io.ObjectStreamConstants.TC_BLOCKDATA;
import static java.io.ObjectStreamConstants.TC_BLOCKDATALONG;
import static java.io.ObjectStreamConstants.TC_CLASS;
import static java.io.ObjectStreamConstants.TC_CLASSDESC;
import static java.io.ObjectStreamConstants.TC_ENDBLOCKDATA;
import static java.io.ObjectStreamConstants.TC_ENUM;
import static java.io.ObjectStreamConstants.TC_LONGSTRING;
import static java.io.ObjectStreamConstants.TC_NULL;
import static java.io.ObjectStreamConstants.TC_OBJECT;
import static java.io.ObjectStreamConstants.TC_PROXYCLASSDESC;
import static java.io.ObjectStreamConstants.TC_REFERENCE;
import static java.io.ObjectStreamConstants.TC_STRING;
import static java.io.ObjectStreamConstants.baseWireHandle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the grammar of a serialization stream without loading a class: objects become what {@link
 * SerialObject} makes of their fields.
 *
 * <p>The grammar is that of the Java Object Serialization Specification, chapter 6. What a class
 * writes by itself is found in blocks, up to an end mark.
 */
final class SerialParser {
  /** Stands for an object that is still being read; one that refers to itself has none. */
  private static final Object UNFINISHED = new Object();

  /**
   * Most values in what one stream stands for, where each is counted as often as it is referred to:
   * a few bytes can share lists in lists until whoever walks through them never ends.
   */
  static final int MOST_VALUES = 1 << 20;

  /** Characters or bytes that count as one value. */
  private static final int SIZE_OF_VALUE = 64;

  private final SerialBytes in;
  private final List<@Nullable Object> handles = new ArrayList<>();

  /** How many values each handle stands for; before it is read, how many were counted before. */
  private final List<Long> sizes = new ArrayList<>();

  private int depth;

  /** Values counted by now. */
  private long values;

  private SerialParser(byte[] stream) {
    in = new SerialBytes(stream);
  }

  /**
   * The object of a stream without its header.
   *
   * @throws CodecException if it is not one
   */
  static @Nullable Object parse(byte[] stream) {
    try {
      SerialParser parser = new SerialParser(stream);
      Object content = parser.content();
      parser.in.requireEnd();
      return content;
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new CodecException("a serialized object makes no sense: " + e, e);
    }
  }

  private @Nullable Object content() {
    return content(in.readByte());
  }

  private @Nullable Object content(int code) {
    if (++depth > Nesting.MAX_DEPTH) {
      throw Nesting.tooDeep("a serialized object");
    }
    Object content =
        switch (code) {
          case TC_NULL -> null;
          case TC_REFERENCE -> reference();
          case TC_STRING -> text(in.readText(in.readUnsignedShort()));
          case TC_LONGSTRING -> text(in.readText(in.readLong()));
          case TC_OBJECT -> object();
          case TC_ARRAY -> array();
          case TC_ENUM -> enumConstant();
          case TC_CLASS -> text(description(in.readByte()).name());
          case TC_CLASSDESC, TC_PROXYCLASSDESC -> description(code).name();
          default -> throw new CodecException("a serialization stream has the code " + code);
        };
    depth--;
    return content;
  }

  private @Nullable Object reference() {
    int index = in.readInt() - baseWireHandle;
    if (index < 0 || index >= handles.size()) {
      throw new CodecException("a serialization stream refers to an object it does not have");
    }
    Object known = handles.get(index);
    if (known == UNFINISHED) {
      return null;
    }
    count(sizes.get(index));
    return known;
  }

  /** Gives out the next handle, for what is about to be read. */
  private int begin() {
    count(1);
    handles.add(UNFINISHED);
    sizes.add(values);
    return handles.size() - 1;
  }

  /** What a handle stands for is read; it counts all that was counted since it began. */
  private <T extends @Nullable Object> T end(int handle, T made) {
    handles.set(handle, made);
    sizes.set(handle, values - sizes.get(handle) + 1);
    return made;
  }

  private void count(long more) {
    values += more;
    if (values > MOST_VALUES) {
      throw new CodecException(
          "a serialized object stands for more than " + MOST_VALUES + " values");
    }
  }

  private String text(String text) {
    int handle = begin();
    count(text.length() / SIZE_OF_VALUE);
    return end(handle, text);
  }

  private @Nullable Object object() {
    SerialClass type = description(in.readByte());
    int handle = begin();
    SerialObject object = new SerialObject(type);
    for (SerialClass part : type.hierarchy()) {
      if (part.isExternalizable() && !part.hasAnnotation()) {
        throw new CodecException(part.name() + " is written in a way that only it can read");
      }
      for (SerialClass.Field field : part.fields()) {
        object.put(field, value(field.code()));
      }
      if (part.hasAnnotation()) {
        annotation(object);
      }
    }
    return end(handle, object.make());
  }

  private Object array() {
    SerialClass type = description(in.readByte());
    int handle = begin();
    int size = in.readInt();
    char code = type.name().length() < 2 ? '?' : type.name().charAt(1);
    if (code == 'L' || code == '[') {
      return end(handle, objects(size));
    }
    count(Math.max(0, size / SIZE_OF_VALUE));
    return end(handle, in.readPrimitives(code, size));
  }

  private List<@Nullable Object> objects(int size) {
    in.requireCount(size, 1);
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(content());
    }
    return elements;
  }

  private Object enumConstant() {
    description(in.readByte());
    int handle = begin();
    if (content() instanceof String name) {
      return end(handle, name);
    }
    throw new CodecException("a serialized enum constant has no name");
  }

  private @Nullable Object value(char code) {
    return code == 'L' || code == '[' ? content() : in.readPrimitive(code);
  }

  /** What a class has written by itself goes to the object. */
  private void annotation(SerialObject object) {
    for (int code = in.readByte(); code != TC_ENDBLOCKDATA; code = in.readByte()) {
      switch (code) {
        case TC_BLOCKDATA -> object.addBlock(in.readBytes(in.readByte() & 0xFF));
        case TC_BLOCKDATALONG -> object.addBlock(in.readBytes(in.readInt()));
        default -> object.addElement(content(code));
      }
    }
  }

  private SerialClass description(int code) {
    return switch (code) {
      case TC_CLASSDESC -> classDescription();
      case TC_PROXYCLASSDESC -> proxyDescription();
      case TC_REFERENCE -> {
        if (reference() instanceof SerialClass known) {
          yield known;
        }
        throw new CodecException("a serialized object refers to something else as its class");
      }
      default -> throw new CodecException("a class in a serialization stream has the code " + code);
    };
  }

  private SerialClass classDescription() {
    String name = in.readText(in.readUnsignedShort());
    in.readLong(); // the version
    int handle = begin();
    int flags = in.readByte();
    int count = in.readUnsignedShort();
    Map<String, SerialClass.Field> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      char code = (char) in.readByte();
      String field = in.readText(in.readUnsignedShort());
      fields.put(field, new SerialClass.Field(field, code, type(code)));
    }
    return finish(handle, name, flags, List.copyOf(fields.values()));
  }

  private SerialClass proxyDescription() {
    int handle = begin();
    int count = in.readInt();
    in.requireCount(count, 2);
    List<String> interfaces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      interfaces.add(in.readText(in.readUnsignedShort()));
    }
    String name = "proxy of " + String.join(", ", interfaces);
    return finish(handle, name, SC_SERIALIZABLE, List.of());
  }

  /** Reads what follows the fields: annotations, which are passed over, and the superclass. */
  private SerialClass finish(int handle, String name, int flags, List<SerialClass.Field> fields) {
    annotation(new SerialObject(new SerialClass(name, flags, fields, null)));
    if (++depth > Nesting.MAX_DEPTH) {
      throw Nesting.tooDeep("a serialized class");
    }
    int code = in.readByte();
    SerialClass parent = code == TC_NULL ? null : description(code);
    depth--;
    return end(handle, new SerialClass(name, flags, fields, parent));
  }

  private ColumnType type(char code) {
    if (code != 'L' && code != '[') {
      return ColumnType.of(in.primitive(code));
    }
    String signature = String.valueOf(content());
    boolean isClass = signature.startsWith("L") && signature.endsWith(";");
    return ColumnType.ofClassName(
        isClass
            ? signature.substring(1, signature.length() - 1).replace('/', '.')
            : signature.replace('/', '.'));
  }
}
