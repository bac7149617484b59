package io.shmstl.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object through Java serialization within this JVM: of a serialization proxy, the object
 * it stands for.
 */
final class SerialCopy {
  private SerialCopy() {}

  static Object of(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, Class<?>> classes = new HashMap<>();
    try (Output out = new Output(bytes, classes)) {
      out.writeObject(value);
    }
    try (Input in = new Input(new ByteArrayInputStream(bytes.toByteArray()), classes)) {
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("a class that was written is not found", e);
    }
  }

  private static final class Output extends ObjectOutputStream {
    private final Map<String, Class<?>> classes;

    Output(ByteArrayOutputStream out, Map<String, Class<?>> classes) throws IOException {
      super(out);
      this.classes = classes;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      classes.put(type.getName(), type);
    }
  }

  private static final class Input extends ObjectInputStream {
    private final Map<String, Class<?>> classes;

    Input(ByteArrayInputStream in, Map<String, Class<?>> classes) throws IOException {
      super(in);
      this.classes = classes;
      // These objects come from this JVM, not from outside.
      setObjectInputFilter(info -> ObjectInputFilter.Status.ALLOWED);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
      @Nullable Class<?> type = classes.get(description.getName());
      if (type == null) {
        throw new ClassNotFoundException(description.getName());
      }
      return type;
    }
  }
}
