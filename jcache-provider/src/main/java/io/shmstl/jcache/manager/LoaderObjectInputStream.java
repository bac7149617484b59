package io.shmstl.jcache.manager;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads serialized objects with the classes one class loader sees. */
final class LoaderObjectInputStream extends ObjectInputStream {
  private final ClassLoader loader;

  LoaderObjectInputStream(InputStream in, ClassLoader loader) throws IOException {
    super(in);
    this.loader = loader;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description)
      throws IOException, ClassNotFoundException {
    try {
      return Class.forName(description.getName(), false, loader);
    } catch (ClassNotFoundException e) {
      // Primitive types have no class of their name; the default knows them.
      return super.resolveClass(description);
    }
  }
}
