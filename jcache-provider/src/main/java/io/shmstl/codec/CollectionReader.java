package io.shmstl.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    in.descend();
    Object collection =
        switch (tag) {
          case TypeTag.LIST -> readList(in, reader);
          case TypeTag.SET -> readSet(in.readCount(1), in, reader);
          case TypeTag.SORTED_SET -> readElements(new TreeSet<>(), in.readCount(1), in, reader);
          case TypeTag.MAP -> readMap(in.readCount(2), in, reader);
          case TypeTag.SORTED_MAP -> readEntries(new TreeMap<>(), in.readCount(2), in, reader);
          case TypeTag.OPTIONAL -> Optional.ofNullable(reader.readNested(in));
          default -> throw new AssertionError(tag);
        };
    in.ascend();
    return collection;
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
