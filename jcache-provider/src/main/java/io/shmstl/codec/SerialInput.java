package io.shmstl.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/**
 * A stream of serialized objects without its header, whose classes a {@link ClassResolver} finds.
 */
final class SerialInput extends ObjectInputStream {
  private final ClassResolver classes;

  SerialInput(InputStream in, ClassResolver classes, SerialLimits limits) throws IOException {
    super(in);
    this.classes = classes;
    setObjectInputFilter(limits);
  }

  @Override
  protected void readStreamHeader() {
    // not written: it is always the same
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    return classes.find(description.getName());
  }

  /** As the default, with the loader of the cache; an interface that is not public decides. */
  @Override
  @SuppressWarnings("deprecation") // a proxy without an instance has no other way
  protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
    ClassLoader loader = classes.loader();
    Class<?>[] interfaces = new Class<?>[names.length];
    for (int i = 0; i < names.length; i++) {
      interfaces[i] = classes.find(names[i]);
      if (!Modifier.isPublic(interfaces[i].getModifiers())) {
        loader = interfaces[i].getClassLoader();
      }
    }
    try {
      return Proxy.getProxyClass(loader, interfaces);
    } catch (IllegalArgumentException e) {
      throw new ClassNotFoundException("a proxy of " + String.join(", ", names), e);
    }
  }
}
