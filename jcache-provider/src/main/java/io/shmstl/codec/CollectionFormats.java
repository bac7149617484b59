package io.shmstl.codec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a collection is written.
 *
 * <p>In values, only classes of the JDK that have no behaviour of their own beyond their interface,
 * and views that are not serializable; a subclass, or a map with its own idea of equality, goes
 * through Java serialization, so that it comes back as what it was. In keys, all lists, sets and
 * maps of the JDK, since they are equal to each other.
 */
final class CollectionFormats {
  private static final Set<Class<?>> PLAIN =
      Set.of(
          ArrayList.class, HashSet.class, LinkedHashSet.class, HashMap.class, LinkedHashMap.class);

  /** Classes without a public name, all in java.util. */
  private static final Set<String> PLAIN_NAMES =
      Set.of(
          "Arrays$ArrayList",
          "Collections$CopiesList",
          "Collections$EmptyList",
          "Collections$EmptyMap",
          "Collections$EmptySet",
          "Collections$SingletonList",
          "Collections$SingletonMap",
          "Collections$SingletonSet",
          "Collections$UnmodifiableList",
          "Collections$UnmodifiableMap",
          "Collections$UnmodifiableRandomAccessList",
          "Collections$UnmodifiableSet",
          "ImmutableCollections$List12",
          "ImmutableCollections$ListN",
          "ImmutableCollections$Map1",
          "ImmutableCollections$MapN",
          "ImmutableCollections$Set12",
          "ImmutableCollections$SetN");

  private static final String JAVA_UTIL = "java.util.";

  private CollectionFormats() {}

  /** The format of a class, or null if it is not written as a collection. */
  static @Nullable ClassFormat of(Class<?> type, boolean key) {
    if (type == Optional.class) {
      return (value, out, nested, writer) ->
          CollectionWriter.writeOptional(((Optional<?>) value).orElse(null), out, writer);
    }
    if (type == OptionalInt.class) {
      return CollectionFormats::writeOptionalInt;
    }
    if (type == OptionalLong.class) {
      return CollectionFormats::writeOptionalLong;
    }
    if (type == OptionalDouble.class) {
      return CollectionFormats::writeOptionalDouble;
    }
    if (!type.getName().startsWith(JAVA_UTIL) || type.getClassLoader() != null) {
      return null;
    }
    if (!key && type == TreeSet.class) {
      return CollectionFormats::writeTreeSet;
    }
    if (!key && type == TreeMap.class) {
      return CollectionFormats::writeTreeMap;
    }
    boolean isBuiltIn =
        key
            ? type != IdentityHashMap.class
            : PLAIN.contains(type)
                || PLAIN_NAMES.contains(type.getName().substring(JAVA_UTIL.length()))
                || !Serializable.class.isAssignableFrom(type);
    if (!isBuiltIn) {
      return null;
    }
    if (List.class.isAssignableFrom(type)) {
      return (value, out, nested, writer) ->
          CollectionWriter.writeList((List<?>) value, out, writer);
    }
    if (Set.class.isAssignableFrom(type)) {
      return (value, out, nested, writer) ->
          CollectionWriter.writeSet(TypeTag.SET, (Set<?>) value, out, writer);
    }
    if (Map.class.isAssignableFrom(type)) {
      return (value, out, nested, writer) ->
          CollectionWriter.writeMap(TypeTag.MAP, (Map<?, ?>) value, out, writer);
    }
    return null;
  }

  private static void writeTreeSet(
      Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    SortedSet<?> set = (SortedSet<?>) value;
    if (set.comparator() == null) {
      CollectionWriter.writeSet(TypeTag.SORTED_SET, set, out, writer);
    } else {
      SerialFormat.write(value, out, nested, writer);
    }
  }

  private static void writeTreeMap(
      Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    SortedMap<?, ?> map = (SortedMap<?, ?>) value;
    if (map.comparator() == null) {
      CollectionWriter.writeMap(TypeTag.SORTED_MAP, map, out, writer);
    } else {
      SerialFormat.write(value, out, nested, writer);
    }
  }

  private static void writeOptionalInt(
      Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    OptionalInt optional = (OptionalInt) value;
    out.writeByte(TypeTag.OPTIONAL_INT);
    writer.writeNested(optional.isPresent() ? optional.getAsInt() : null, out);
  }

  private static void writeOptionalLong(
      Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    OptionalLong optional = (OptionalLong) value;
    out.writeByte(TypeTag.OPTIONAL_LONG);
    writer.writeNested(optional.isPresent() ? optional.getAsLong() : null, out);
  }

  private static void writeOptionalDouble(
      Object value, ByteWriter out, boolean nested, ValueWriter writer) {
    OptionalDouble optional = (OptionalDouble) value;
    out.writeByte(TypeTag.OPTIONAL_DOUBLE);
    writer.writeNested(optional.isPresent() ? optional.getAsDouble() : null, out);
  }
}
