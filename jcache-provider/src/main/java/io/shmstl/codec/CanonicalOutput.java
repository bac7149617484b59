package io.shmstl.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one object of a {@link CanonicalGraph}: of equal objects the first is written, the
 * others refer to it.
 */
final class CanonicalOutput extends ObjectOutputStream {
  /** Final in effect, and equal only if they are written alike: told apart without a stream. */
  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class);

  private final CanonicalGraph graph;
  private final Map<Object, Object> scalars = new HashMap<>();
  private final Map<Class<?>, Object> firstOfClass = new HashMap<>();
  private final Map<ByteBuffer, Object> byBytes = new HashMap<>();
  private boolean isInside;

  CanonicalOutput(CanonicalGraph graph, ByteWriter out) throws IOException {
    super(new WriterStream(out));
    this.graph = graph;
    enableReplaceObject(true);
  }

  @Override
  protected void writeStreamHeader() {
    // always the same
  }

  /** Called once for each object that the stream has not met yet. */
  @Override
  @SuppressWarnings("ReferenceEquality") // whether it is the very object
  protected Object replaceObject(Object value) throws IOException {
    if (SCALARS.contains(value.getClass())) {
      Object first = scalars.putIfAbsent(value, value);
      return first == null ? value : first;
    }
    if (value instanceof Enum<?> || value instanceof Class<?>) {
      return value; // there is but one of each
    }
    Object replacement = graph.replacement(value);
    if (!isInside) {
      isInside = true;
      return replacement; // the whole: nothing in it equals it
    }
    Object first = firstOfClass.putIfAbsent(replacement.getClass(), replacement);
    if (first == null || first == replacement) {
      return replacement;
    }
    remember(first);
    Object equal = remember(replacement);
    return equal == null ? replacement : equal;
  }

  /** The object with the same bytes that was met first, or null if that is this one. */
  private @Nullable Object remember(Object value) throws IOException {
    byte[] bytes = graph.bytes(value);
    return bytes == null ? null : byBytes.putIfAbsent(ByteBuffer.wrap(bytes), value);
  }
}
