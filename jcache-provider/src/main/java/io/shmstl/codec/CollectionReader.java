package io.shmstl.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads lists, sets, maps and optionals. */
final class CollectionReader {
  /** Most elements that room is made for before they are seen. */
  private static final int TRUSTED_SIZE = 1024;

  private CollectionReader() {}

  /** Reads the body of a collection or optional; its tag was read. */
  static Object read(int tag, ByteReader in, ValueReader reader) {
    return switch (tag) {
      case TypeTag.LIST -> readList(in, reader);
      case TypeTag.SET -> readSet(in.readCount(1), in, reader);
      case TypeTag.SORTED_SET -> readElements(new TreeSet<>(), in.readCount(1), in, reader);
      case TypeTag.MAP -> readMap(in.readCount(2), in, reader);
      case TypeTag.SORTED_MAP -> readEntries(new TreeMap<>(), in.readCount(2), in, reader);
      case TypeTag.OPTIONAL -> Optional.ofNullable(reader.readNested(in));
      case TypeTag.OPTIONAL_INT, TypeTag.OPTIONAL_LONG, TypeTag.OPTIONAL_DOUBLE ->
          optionalNumber(tag, reader.readNested(in));
      default -> throw new AssertionError(tag);
    };
  }

  private static Object optionalNumber(int tag, @Nullable Object content) {
    return switch (content) {
      case null ->
          tag == TypeTag.OPTIONAL_INT
              ? OptionalInt.empty()
              : tag == TypeTag.OPTIONAL_LONG ? OptionalLong.empty() : OptionalDouble.empty();
      case Integer number when tag == TypeTag.OPTIONAL_INT -> OptionalInt.of(number);
      case Long number when tag == TypeTag.OPTIONAL_LONG -> OptionalLong.of(number);
      case Double number when tag == TypeTag.OPTIONAL_DOUBLE -> OptionalDouble.of(number);
      default -> throw new CodecException("an optional number holds " + content.getClass());
    };
  }

  private static List<@Nullable Object> readList(ByteReader in, ValueReader reader) {
    int size = in.readCount(1);
    List<@Nullable Object> list = new ArrayList<>(Math.min(size, TRUSTED_SIZE));
    for (int i = 0; i < size; i++) {
      list.add(reader.readNested(in));
    }
    return list;
  }

  private static Object readSet(int size, ByteReader in, ValueReader reader) {
    return readElements(
        LinkedHashSet.newLinkedHashSet(Math.min(size, TRUSTED_SIZE)), size, in, reader);
  }

  private static Object readMap(int size, ByteReader in, ValueReader reader) {
    return readEntries(
        LinkedHashMap.newLinkedHashMap(Math.min(size, TRUSTED_SIZE)), size, in, reader);
  }

  private static Object readElements(
      Collection<@Nullable Object> set, int size, ByteReader in, ValueReader reader) {
    for (int i = 0; i < size; i++) {
      if (!set.add(reader.readNested(in))) {
        throw new CodecException("a set has an element twice");
      }
    }
    return set;
  }

  private static Object readEntries(
      Map<@Nullable Object, @Nullable Object> map, int size, ByteReader in, ValueReader reader) {
    for (int i = 0; i < size; i++) {
      map.put(reader.readNested(in), reader.readNested(in));
    }
    if (map.size() != size) {
      throw new CodecException("a map has a key twice");
    }
    return map;
  }
}
