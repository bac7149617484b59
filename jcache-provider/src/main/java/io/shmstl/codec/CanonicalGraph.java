package io.shmstl.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of Java serialization written so that equal objects have equal bytes.
 *
 * <p>What a plain stream tells beyond equality, and what becomes of it:
 *
 * <pre>
 * whether two places hold one object or two equal ones   equal objects are written once, then
 *                                                        referred to
 * order and capacity of hash sets and maps               copied, in the order of their elements' bytes
 * the salt of Set.of and Map.of in this JVM              the same
 * the class of lists, sets and maps of the JDK that      ArrayList, LinkedHashSet, LinkedHashMap
 *   stand behind their interface alone
 * </pre>
 *
 * <p>Two objects are equal here if they have the same bytes, written alone. That costs a stream for
 * each, so it is done only where one class occurs twice.
 */
final class CanonicalGraph {
  /** Most streams that one key may take. */
  private static final int MAX_STREAMS = 10_000;

  /** What the lists, sets and maps of {@code of} write of themselves. */
  private static final String IMMUTABLE_COLLECTION = "java.util.CollSer";

  /** Classes of java.util without a public name that are lists, sets or maps and nothing else. */
  private static final Set<String> PLAIN =
      Set.of(
          "java.util.Arrays$ArrayList",
          "java.util.Collections$CopiesList",
          "java.util.Collections$EmptyList",
          "java.util.Collections$EmptyMap",
          "java.util.Collections$EmptySet",
          "java.util.Collections$SingletonList",
          "java.util.Collections$SingletonMap",
          "java.util.Collections$SingletonSet",
          "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableMap",
          "java.util.Collections$UnmodifiableRandomAccessList",
          "java.util.Collections$UnmodifiableSet");

  private final IdentityHashMap<Object, Object> replacements = new IdentityHashMap<>();
  private final IdentityHashMap<Object, byte[]> written = new IdentityHashMap<>();
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int streams;

  /** Appends an object. */
  void write(Object value, ByteWriter out) throws IOException {
    if (++streams > MAX_STREAMS) {
      throw new CodecException(
          "a key of class %s takes more than %d streams to tell its equal parts"
              .formatted(value.getClass().getName(), MAX_STREAMS));
    }
    try (CanonicalOutput stream = new CanonicalOutput(this, out)) {
      stream.writeObject(value);
    }
  }

  /** The bytes of an object alone; null if it is being written, so that it holds itself. */
  byte @Nullable [] bytes(Object value) throws IOException {
    byte[] bytes = written.get(value);
    if (bytes != null || !open.add(value)) {
      return bytes;
    }
    ByteWriter out = new ByteWriter();
    write(value, out);
    bytes = out.toByteArray();
    open.remove(value);
    written.put(value, bytes);
    return bytes;
  }

  /** The object that stands for another one in the stream; it fits wherever that one does. */
  Object replacement(Object value) throws IOException {
    Class<?> type = value.getClass();
    boolean isReplaced =
        type == HashMap.class
            || type == LinkedHashMap.class
            || type == HashSet.class
            || type == LinkedHashSet.class
            || type.getName().equals(IMMUTABLE_COLLECTION)
            || PLAIN.contains(type.getName());
    if (!isReplaced) {
      return value;
    }
    Object known = replacements.get(value);
    if (known == null) {
      known = canonical(value);
      replacements.put(value, known);
      replacements.put(known, known); // it is of a class that is replaced, too
    }
    return known;
  }

  private Object canonical(Object value) throws IOException {
    return switch (value) {
      case Map<?, ?> map -> canonicalMap(map);
      case Set<?> set -> canonicalSet(set);
      case Collection<?> list -> new ArrayList<>(list);
      default -> canonical(SerialCopy.of(value)); // the proxy of an immutable collection
    };
  }

  private Object canonicalSet(Set<?> set) throws IOException {
    List<Element> elements = new ArrayList<>(set.size());
    for (Object element : set) {
      elements.add(new Element(order(element), element, null));
    }
    Collections.sort(elements);
    Set<@Nullable Object> sorted = LinkedHashSet.newLinkedHashSet(set.size());
    for (Element element : elements) {
      sorted.add(element.key());
    }
    return sorted;
  }

  private Object canonicalMap(Map<?, ?> map) throws IOException {
    List<Element> elements = new ArrayList<>(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      elements.add(new Element(order(entry.getKey()), entry.getKey(), entry.getValue()));
    }
    Collections.sort(elements);
    Map<@Nullable Object, @Nullable Object> sorted = LinkedHashMap.newLinkedHashMap(map.size());
    for (Element element : elements) {
      sorted.put(element.key(), element.value());
    }
    return sorted;
  }

  /** Bytes that say where an element stands among others. */
  private ByteBuffer order(@Nullable Object element) throws IOException {
    if (element instanceof String string) {
      ByteWriter out = new ByteWriter(string.length() + 8);
      StringFormat.write(string, out, false);
      return ByteBuffer.wrap(out.buffer(), 0, out.length());
    }
    byte[] bytes = element == null ? null : bytes(element);
    return bytes == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes);
  }

  /** An element of a set or an entry of a map, in its order. */
  private record Element(ByteBuffer order, @Nullable Object key, @Nullable Object value)
      implements Comparable<Element> {
    @Override
    public int compareTo(Element other) {
      return order.compareTo(other.order);
    }
  }
}
