package io.shmstl.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A second copy of the rooms' classes in which every store into shared memory and every change of a
 * file is preceded by a call of {@link Steps#step}. Made from the class files as they are, so no
 * store can be forgotten, and what users run has no trace of it.
 */
public final class SteppedClasses extends ClassLoader {
  private static final Pattern ROOMS =
      Pattern.compile("io\\.shmstl\\.(segment|sync|alloc|registry|map|snapshot|store)\\..*");
  private static final ClassDesc STEPS = ClassDesc.of(Steps.class.getName());
  private static final Set<String> MEMORY_STORES =
      Set.of("set", "setAtIndex", "fill", "copy", "copyFrom");
  private static final Set<String> FILE_CHANGES =
      Set.of("createLink", "move", "delete", "deleteIfExists", "createDirectory", "write");

  /** Over the class loader of this class, from which everything else comes. */
  public SteppedClasses() {
    super("stepped", SteppedClasses.class.getClassLoader());
  }

  /** An object of the class with this name, as this loader has it. */
  public <T> T make(Class<T> type, String className) throws ReflectiveOperationException {
    var constructor = loadClass(className).getDeclaredConstructor();
    constructor.setAccessible(true);
    return type.cast(constructor.newInstance());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!ROOMS.matcher(name).matches()) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = stepped(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stepped(byte[] original) {
    ClassModel model = ClassFile.of().parse(original);
    return ClassFile.of()
        .transformClass(
            model,
            ClassTransform.transformingMethodBodies((code, element) -> {
              if (element instanceof InvokeInstruction call && isStep(call)) {
                code.invokestatic(STEPS, "step", MethodTypeDesc.of(ConstantDescs.CD_void));
              }
              code.with(element);
            }));
  }

  private static boolean isStep(InvokeInstruction call) {
    String name = call.name().stringValue();
    return switch (call.owner().asInternalName()) {
      case "java/lang/invoke/VarHandle" -> !name.startsWith("get") || name.startsWith("getAnd");
      case "java/lang/foreign/MemorySegment" -> MEMORY_STORES.contains(name);
      case "java/nio/file/Files", "java/nio/channels/AsynchronousFileChannel" ->
          FILE_CHANGES.contains(name);
      default -> false;
    };
  }
}
