package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has no format of its own goes through Java serialization and comes back as what it was. */
@SuppressWarnings("JdkObsolete") // values of users are lists of any kind
class SerializationTest {
  /** A list that remembers what no list remembers. */
  static final class NamedList extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
    private final String name;

    NamedList(String name, String... elements) {
      super(List.of(elements));
      this.name = name;
    }
  }

  /** Keeps the last three entries. */
  static final class SmallMap extends LinkedHashMap<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
      return size() > 3;
    }
  }

  /** Writes itself. */
  public static final class Own implements Externalizable {
    private static final long serialVersionUID = 1L;
    private int number;

    public Own() {}

    Own(int number) {
      this.number = number;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(number);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      number = in.readInt();
    }
  }

  interface SerializableIntSupplier extends IntSupplier, Serializable {}

  /** An interface of this package, for a proxy. */
  interface Greeter {
    String greet();
  }

  /** Answers every call with one word. */
  record Word(String word) implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      return word;
    }
  }

  record Holder(@Nullable Object content) {}

  static final class Bean implements Serializable {
    private static final long serialVersionUID = 1L;
    final @Nullable Object[] parts;
    @Nullable Object next;

    Bean(@Nullable Object... parts) {
      this.parts = parts;
    }
  }

  /** Not serializable, and no record. */
  static final class Engine {}

  private final RoundTrip codecs = new RoundTrip();

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("customCollections")
  void collectionsWithABehaviourOfTheirOwnKeepIt(Object collection) {
    assertThat(codecs.copy(collection)).isEqualTo(collection).hasSameClassAs(collection);
    assertThat(codecs.copy(new Holder(collection))).isEqualTo(new Holder(collection));
  }

  static Stream<Object> customCollections() {
    return Stream.of(
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new TreeSet<>(List.of(3, 1)),
        new LinkedList<>(List.of(1)),
        new EnumMap<>(Map.of(DayOfWeek.MONDAY, "x")),
        EnumSet.allOf(DayOfWeek.class),
        new ConcurrentHashMap<>(Map.of(1, 2)),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        new NamedList("n", "a", "b"));
  }

  @Test
  void orderOfAComparatorIsKept() {
    TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("A", 1);
    TreeMap<?, ?> copy = (TreeMap<?, ?>) codecs.copy(map);
    assertThat(copy.get("a")).isEqualTo(1);
  }

  @Test
  void subclassesKeepTheirStateAndBehaviour() {
    assertThat(((NamedList) codecs.copy(new NamedList("mine", "a"))).name).isEqualTo("mine");
    SmallMap small = (SmallMap) codecs.copy(new SmallMap());
    for (int i = 0; i < 10; i++) {
      small.put(i, i);
    }
    assertThat(small).hasSize(3);
  }

  @Test
  void externalizableObjectsLambdasAndProxiesComeBack() {
    assertThat(((Own) codecs.copy(new Own(42))).number).isEqualTo(42);
    SerializableIntSupplier answer = () -> 42;
    assertThat(((IntSupplier) codecs.copy(answer)).getAsInt()).isEqualTo(42);
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Greeter.class}, new Word("hello"));
    assertThat(((Greeter) codecs.copy(proxy)).greet()).isEqualTo("hello");
    assertThat(codecs.copy(Greeter.class)).isEqualTo(Greeter.class);
    assertThat(codecs.copy(int.class)).isEqualTo(int.class);
    assertThat((Object[]) codecs.copy(new String[] {"a", null})).containsExactly("a", null);
  }

  @Test
  void objectThatIsNotSerializableIsNamedWithItsPlace() {
    assertRefused(new Engine(), "Engine", "at value");
    assertRefused(new Bean(1, new Bean(new Engine())), "Engine", "value.parts[1].parts[0]");
    assertRefused(new Holder(new Engine()), "Engine", "value.content");
    assertRefused(List.of(1, new Holder(new Bean(new Engine()))), "value[1].content.parts[0]");
    assertRefused(Map.of("motor", new Engine()), "Engine", "value[motor]");
    assertRefused(Optional.of(Optional.of(new Engine())), "Engine", "at value");
    assertRefused(new TreeMap<>(Map.of(7, new Engine())), "Engine", "value[7]");
  }

  private void assertRefused(Object value, String... words) {
    for (Codec<Object> codec : List.of(codecs.values, codecs.keys)) {
      ByteWriter out = new ByteWriter();
      out.writeByte(1);
      assertThatThrownBy(() -> codec.encode(value, out))
          .isInstanceOf(CodecException.class)
          .hasMessageContainingAll(words);
      assertThat(out.length()).as("nothing is left behind").isEqualTo(1);
    }
  }

  @Test
  void filterDecidesAboutSerializedObjects() {
    RoundTrip strict = new RoundTrip(getClass().getClassLoader(), filter("java.base/*;!*"));
    assertThatThrownBy(() -> strict.copy(new Own(1)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("filter", "rejects", Own.class.getName());
    assertThatThrownBy(() -> strict.copy(new Holder(1)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("filter", "rejects", Holder.class.getName());
    assertThat(strict.copy(new TreeMap<>(Map.of(1, DayOfWeek.MONDAY)))).isNotNull();
    RoundTrip open =
        new RoundTrip(getClass().getClassLoader(), filter("io.shmstl.**;java.base/*;!*"));
    assertThat(((Own) open.copy(new Own(1))).number).isEqualTo(1);
    assertThat(open.copy(new Holder(1))).isEqualTo(new Holder(1));
  }

  @Test
  void filterDecidesAboutEnums() {
    RoundTrip strict = new RoundTrip(getClass().getClassLoader(), filter("!java.time.*"));
    assertThatThrownBy(() -> strict.copy(List.of(DayOfWeek.MONDAY)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("filter", DayOfWeek.class.getName());
  }

  @Test
  void limitsOfAFilterAreNamedToo() {
    RoundTrip strict = new RoundTrip(getClass().getClassLoader(), filter("maxdepth=3"));
    assertThatThrownBy(() -> strict.copy(new Bean(new Bean(new Bean(new Bean())))))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("filter");
  }

  @Test
  void missingClassOfASerializedObjectIsNamed() {
    String source = "public class App implements java.io.Serializable { public App() {} }";
    CompiledClasses classes = CompiledClasses.of(directory, "App", source);
    byte[] bytes = codecs.value(classes.make("App"));
    assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("App", getClass().getClassLoader().toString());
    RoundTrip there = new RoundTrip(classes.loader(), null);
    assertThat(there.values.decode(new ByteReader(bytes)).getClass().getClassLoader())
        .isEqualTo(classes.loader());
  }

  @Test
  void deepGraphsEndInAnException() {
    Bean deep = new Bean();
    for (int i = 0; i < 200_000; i++) {
      Bean around = new Bean();
      around.next = deep;
      deep = around;
    }
    Bean tooDeep = deep;
    assertThatThrownBy(() -> codecs.value(tooDeep)).isInstanceOf(CodecException.class);
  }

  @Test
  void deepSerializedGraphIsRefusedByTheLimitOfDepth() {
    Object deep = new Object[0];
    for (int i = 0; i < SerialLimits.MAX_DEPTH + 10; i++) {
      deep = new Object[] {deep};
    }
    byte[] bytes = codecs.value(deep);
    assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("deeper than " + SerialLimits.MAX_DEPTH);
  }

  @Test
  void arrayThatAnnouncesMoreThanItsBytesIsRefusedBeforeItIsMade() {
    byte[] bytes = codecs.value(new Long[] {1L});
    int at = indexOf(bytes, new byte[] {0, 0, 0, 1, 's'}); // its length, then its first element
    bytes[at] = 0x7F;
    assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("more than its bytes");
  }

  @Test
  void exceptionsOfUserCodeAreWrapped() {
    assertThatThrownBy(() -> codecs.value(new Throwing(true)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(Throwing.class.getName());
    byte[] bytes = codecs.value(new Throwing(false));
    assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasRootCauseMessage("not today");
    assertThatThrownBy(() -> codecs.value(new BadAccessor(1)))
        .isInstanceOf(CodecException.class)
        .hasRootCauseMessage("no access");
  }

  /** Fails when written, or else when read. */
  static final class Throwing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final boolean whenWritten;

    Throwing(boolean whenWritten) {
      this.whenWritten = whenWritten;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (whenWritten) {
        throw new IllegalStateException("not now");
      }
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) {
      throw new IllegalStateException("not today");
    }
  }

  record BadAccessor(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("no access");
    }
  }

  private static ObjectInputFilter filter(String pattern) {
    return ObjectInputFilter.Config.createFilter(pattern);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
