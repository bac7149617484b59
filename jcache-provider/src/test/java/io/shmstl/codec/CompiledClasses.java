package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A class loader of its own with classes compiled from source: another version of an application.
 */
public final class CompiledClasses {
  private final ClassLoader loader;

  private CompiledClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /** Compiles one top-level class with its nested ones into a directory of its own. */
  public static CompiledClasses of(Path directory, String name, String source) {
    try {
      Path file = directory.resolve(name + ".java");
      Files.createDirectories(directory);
      Files.writeString(file, source);
      JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        assertThat(
                compiler
                    .getTask(
                        null,
                        files,
                        null,
                        List.of("-proc:none", "-d", directory.toString()),
                        null,
                        files.getJavaFileObjects(file))
                    .call())
            .isTrue();
      }
      return new CompiledClasses(loader(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The loader of these classes. */
  public ClassLoader loader() {
    return loader;
  }

  /** Makes a record or object by its only constructor. */
  public Object make(String className, Object... arguments) {
    try {
      var constructor = Class.forName(className, true, loader).getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a compiled class is not as expected", e);
    }
  }

  /** The constant of an enum. */
  Object constant(String className, String name) {
    try {
      for (Object constant : Class.forName(className, true, loader).getEnumConstants()) {
        if (constant.toString().equals(name)) {
          return constant;
        }
      }
      throw new AssertionError(className + " has no " + name);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a compiled class is not as expected", e);
    }
  }

  private static ClassLoader loader(Path directory) throws MalformedURLException {
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, CompiledClasses.class.getClassLoader());
  }
}
