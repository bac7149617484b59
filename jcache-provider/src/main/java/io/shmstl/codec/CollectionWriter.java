package io.shmstl.codec;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes lists, sets, maps and optionals: tag, size, elements. */
final class CollectionWriter {
  private CollectionWriter() {}

  static void writeList(List<?> list, ByteWriter out, ValueWriter writer) {
    int size = list.size();
    begin(TypeTag.LIST, size, out);
    int written = 0;
    for (Object element : list) {
      writer.writeNested(element, out);
      written++;
    }
    end(size, written, out);
  }

  /** In keys, the elements stand in the order of their bytes. */
  static void writeSet(int tag, Set<?> set, ByteWriter out, ValueWriter writer) {
    int size = set.size();
    begin(tag, size, out);
    ByteOrderedElements ordered = writer.isKey() ? new ByteOrderedElements(size, out) : null;
    int written = 0;
    for (Object element : set) {
      if (ordered != null) {
        ordered.next(out);
      }
      writer.writeNested(element, out);
      written++;
    }
    end(size, written, out);
    if (ordered != null) {
      ordered.sort(out);
    }
  }

  /** In keys, the entries stand in the order of their bytes. */
  static void writeMap(int tag, Map<?, ?> map, ByteWriter out, ValueWriter writer) {
    int size = map.size();
    begin(tag, size, out);
    ByteOrderedElements ordered = writer.isKey() ? new ByteOrderedElements(size, out) : null;
    int written = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (ordered != null) {
        ordered.next(out);
      }
      writer.writeNested(entry.getKey(), out);
      writer.writeNested(entry.getValue(), out);
      written++;
    }
    end(size, written, out);
    if (ordered != null) {
      ordered.sort(out);
    }
  }

  static void writeOptional(@Nullable Object content, ByteWriter out, ValueWriter writer) {
    out.descend();
    out.writeByte(TypeTag.OPTIONAL);
    writer.writeNested(content, out);
    out.ascend();
  }

  private static void begin(int tag, int size, ByteWriter out) {
    out.descend();
    out.writeByte(tag);
    out.writeVarint(size);
  }

  private static void end(int size, int written, ByteWriter out) {
    if (written != size) {
      throw new ConcurrentModificationException(
          "a collection of " + size + " elements gave " + written + " while it was written");
    }
    out.ascend();
  }
}
