package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of named modules are used as far as their modules allow. */
class ModuleTest {
  private static final String RECORDS =
      """
      package p;
      public final class Records implements java.util.function.Supplier<java.util.List<Object>> {
        public record Seen(int a) {}
        record Hidden(int a) {}
        record Portable(int a) implements java.io.Serializable {}
        public Records() {}
        public java.util.List<Object> get() {
          return java.util.List.of(new Seen(1), new Hidden(2), new Portable(3));
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void exportedRecordsAreWrittenByComponentsIfTheyArePublic() throws Exception {
    List<Object> records = records("exports p;");
    RoundTrip codecs = codecs(records);
    assertThat(codecs.value(records.get(0))).startsWith(TypeTag.RECORD);
    assertThat(codecs.copy(records.get(0))).isEqualTo(records.get(0));
    assertThat(codecs.value(records.get(2))).startsWith(TypeTag.SERIALIZED);
    assertThat(codecs.copy(records.get(2))).isEqualTo(records.get(2));
  }

  @Test
  void recordsOfAnOpenPackageAreWrittenByComponentsWhateverTheirVisibility() throws Exception {
    List<Object> records = records("exports p; opens p;");
    RoundTrip codecs = codecs(records);
    for (Object item : records) {
      assertThat(codecs.value(item)).startsWith(TypeTag.RECORD);
      assertThat(codecs.copy(item)).isEqualTo(item);
    }
  }

  @Test
  void recordOutOfReachIsRefusedWithWhatToDo() throws Exception {
    List<Object> records = records("exports p;");
    RoundTrip codecs = codecs(records);
    assertThatThrownBy(() -> codecs.value(List.of(records.get(1))))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("p.Records$Hidden", "value[0]", "open", "module m");
  }

  private static RoundTrip codecs(List<Object> records) {
    return new RoundTrip(records.getFirst().getClass().getClassLoader(), null);
  }

  /** The records that a class in a module with these directives makes. */
  private List<Object> records(String directives) throws IOException, ReflectiveOperationException {
    Path source = Files.createDirectories(directory.resolve("source"));
    Path classes = directory.resolve("classes");
    Path module = source.resolve("module-info.java");
    Path records = source.resolve("Records.java");
    Files.writeString(module, "module m { " + directives + " }");
    Files.writeString(records, RECORDS);
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString());
      assertThat(
              compiler
                  .getTask(
                      null, files, null, options, null, files.getJavaFileObjects(module, records))
                  .call())
          .isTrue();
    }
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("m"));
    ClassLoader loader =
        boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader()).findLoader("m");
    Object supplier = loader.loadClass("p.Records").getConstructor().newInstance();
    return ((Supplier<?>) supplier).get() instanceof List<?> list ? List.copyOf(list) : List.of();
  }
}
