package io.shmstl.jcache;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A class loader with classes of shmstl of its own, as a second web application in one server has
 * them; everything else is its parent's. May hide one class altogether.
 */
final class SeparateLoader extends ClassLoader {
  private final @Nullable String hidden;

  SeparateLoader() {
    this(null);
  }

  /** A loader that does not see the class of that name. */
  SeparateLoader(@Nullable String hidden) {
    super(SeparateLoader.class.getClassLoader());
    this.hidden = hidden;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(hidden)) {
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith("io.shmstl.") && !name.equals("shmstl")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
