package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of an application read each other's values: by name, or not at all. */
class SchemaEvolutionTest {
  private final HeapSchemas schemas = new HeapSchemas();

  @TempDir Path directory;

  @Test
  void sameClassInAnotherLoaderReadsWhatWasWritten() {
    CompiledClasses one = version(1, "public record App(long id, String name) {}");
    CompiledClasses two = version(2, "public record App(long id, String name) {}");
    byte[] bytes = write(one, one.make("App", 7L, "seven"));
    assertThat(read(two, bytes)).isEqualTo(two.make("App", 7L, "seven"));
  }

  @Test
  void componentsInAnotherOrderAreMatchedByName() {
    CompiledClasses one = version(1, "public record App(int a, int b, String c) {}");
    CompiledClasses two = version(2, "public record App(String c, int b, int a) {}");
    byte[] bytes = write(one, one.make("App", 1, 2, "three"));
    assertThat(read(two, bytes)).isEqualTo(two.make("App", "three", 2, 1));
  }

  @Test
  void removedComponentIsDropped() {
    CompiledClasses one =
        version(1, "public record App(int a, java.util.List<String> b, int c) {}");
    CompiledClasses two = version(2, "public record App(int c) {}");
    byte[] bytes = write(one, one.make("App", 1, List.of("x"), 3));
    assertThat(read(two, bytes)).isEqualTo(two.make("App", 3));
  }

  @Test
  void newObjectIsNullAndNewOptionalIsEmpty() {
    CompiledClasses one = version(1, "public record App(int a) {}");
    CompiledClasses two =
        version(2, "public record App(String s, int a, java.util.Optional<String> o) {}");
    byte[] bytes = write(one, one.make("App", 1));
    assertThat(read(two, bytes)).hasToString("App[s=null, a=1, o=Optional.empty]");
  }

  @Test
  void newPrimitiveIsAnErrorThatNamesIt() {
    CompiledClasses one = version(1, "public record App(int a) {}");
    CompiledClasses two = version(2, "public record App(int a, int quantity) {}");
    byte[] bytes = write(one, one.make("App", 1));
    assertThatThrownBy(() -> read(two, bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("App", "quantity", "int");
  }

  @Test
  void renamedPrimitiveIsAnErrorAndNotAZero() {
    CompiledClasses one = version(1, "public record App(long amount) {}");
    CompiledClasses two = version(2, "public record App(long cents) {}");
    byte[] bytes = write(one, one.make("App", 5L));
    assertThatThrownBy(() -> read(two, bytes)).hasMessageContainingAll("App", "cents");
  }

  @Test
  void widerTypeTakesTheNumberOver() {
    CompiledClasses one =
        version(1, "public record App(int a, short b, float c, byte d, Integer e, int f) {}");
    CompiledClasses two =
        version(2, "public record App(long a, int b, double c, short d, Long e, Integer f) {}");
    byte[] bytes = write(one, one.make("App", -1, (short) 2, 0.5f, (byte) 3, 4, 5));
    assertThat(read(two, bytes)).isEqualTo(two.make("App", -1L, 2, 0.5, (short) 3, 4L, 5));
  }

  @Test
  void otherTypeIsAnErrorThatNamesTheComponent() {
    CompiledClasses one = version(1, "public record App(int a, long when) {}");
    CompiledClasses two = version(2, "public record App(int a, String when) {}");
    CompiledClasses three = version(3, "public record App(int a, int when) {}");
    byte[] bytes = write(one, one.make("App", 1, 2L));
    assertThatThrownBy(() -> read(two, bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("App", "when", "java.lang.Long", "java.lang.String");
    assertThatThrownBy(() -> read(three, bytes)).hasMessageContainingAll("App", "when");
  }

  @Test
  void nullForWhatIsPrimitiveNowIsAnError() {
    CompiledClasses one = version(1, "public record App(Integer a) {}");
    CompiledClasses two = version(2, "public record App(int a) {}");
    byte[] nothing = write(one, one.make("App", new Object[] {null}));
    assertThatThrownBy(() -> read(two, nothing)).hasMessageContainingAll("App", "null", "int");
    assertThat(read(two, write(one, one.make("App", 3)))).isEqualTo(two.make("App", 3));
  }

  @Test
  void constructorThatRefusesTheOldValueIsNamed() {
    CompiledClasses one = version(1, "public record App(int a) {}");
    CompiledClasses two =
        version(
            2,
            "public record App(int a, String b) { public App {"
                + " java.util.Objects.requireNonNull(b, \"b is needed\"); } }");
    byte[] bytes = write(one, one.make("App", 1));
    assertThatThrownBy(() -> read(two, bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("App", "b is needed");
  }

  @Test
  void nestedRecordsEvolveOnTheirOwn() {
    CompiledClasses one =
        version(
            1, "public record App(In in, java.util.List<In> all) { record In(int a, int b) {} }");
    CompiledClasses two =
        version(2, "public record App(In in, java.util.List<In> all) { record In(long b) {} }");
    Object in = one.make("App$In", 1, 2);
    byte[] bytes = write(one, one.make("App", in, List.of(in, in)));
    Object expected = two.make("App$In", 2L);
    assertThat(read(two, bytes)).isEqualTo(two.make("App", expected, List.of(expected, expected)));
  }

  @Test
  void enumConstantsSurviveAnotherOrder() {
    CompiledClasses one = version(1, "public enum App { A, B, C }");
    CompiledClasses two = version(2, "public enum App { Z, C, B }");
    assertThat(read(two, write(one, one.constant("App", "B")))).isEqualTo(two.constant("App", "B"));
    byte[] gone = write(one, one.constant("App", "A"));
    assertThatThrownBy(() -> read(two, gone))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("App", "A");
  }

  @Test
  void enumKeysOfTwoVersionsAreTheSameKey() {
    CompiledClasses one = version(1, "public enum App { A, B, C }");
    CompiledClasses two = version(2, "public enum App { Z, C, B }");
    byte[] key = RoundTrip.encode(codec(one, true), List.of(one.constant("App", "C")));
    assertThat(RoundTrip.encode(codec(two, true), List.of(two.constant("App", "C"))))
        .isEqualTo(key);
  }

  @Test
  void classThatIsNoRecordAnyMoreIsAnError() {
    CompiledClasses one = version(1, "public record App(int a) {}");
    CompiledClasses two = version(2, "public class App { public App() {} }");
    CompiledClasses three = version(3, "public enum App { A }");
    CompiledClasses four = version(4, "public record App() {}");
    byte[] bytes = write(one, one.make("App", 1));
    assertThatThrownBy(() -> read(two, bytes)).hasMessageContainingAll("App", "record");
    byte[] constant = write(three, three.constant("App", "A"));
    assertThatThrownBy(() -> read(four, constant)).hasMessageContainingAll("App", "enum");
  }

  @Test
  void missingClassIsNamedWithItsLoader() {
    CompiledClasses one = version(1, "public record App(int a) {}");
    CompiledClasses two = version(2, "public enum App { A }");
    Codec<Object> without = codec(new CodecOptions(new NamedLoader(), null, schemas), false);
    byte[] record = write(one, one.make("App", 1));
    byte[] constant = write(two, two.constant("App", "A"));
    for (byte[] bytes : List.of(record, constant)) {
      assertThatThrownBy(() -> without.decode(new ByteReader(bytes)))
          .isInstanceOf(CodecException.class)
          .hasMessageContainingAll("App", "the loader of the test");
    }
  }

  /** Finds what the boot loader finds. */
  private static final class NamedLoader extends ClassLoader {
    NamedLoader() {
      super(null);
    }

    @Override
    public String toString() {
      return "the loader of the test";
    }
  }

  private CompiledClasses version(int number, String source) {
    return CompiledClasses.of(directory.resolve("v" + number), "App", source);
  }

  private Codec<Object> codec(CompiledClasses classes, boolean key) {
    return codec(new CodecOptions(classes.loader(), null, schemas), key);
  }

  private static Codec<Object> codec(CodecOptions options, boolean key) {
    return Codecs.of(Object.class, options, key);
  }

  private byte[] write(CompiledClasses classes, Object value) {
    return RoundTrip.encode(codec(classes, false), value);
  }

  private Object read(CompiledClasses classes, byte[] bytes) {
    return codec(classes, false).decode(new ByteReader(bytes));
  }
}
