package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Segment;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two class loaders of one JVM are two members, though the kernel's locks belong to the JVM. */
@Timeout(120)
class ClassLoaderTest {
  private TestSpace space;
  private Segment segment;
  private URLClassLoader loader;
  private UnaryOperator<String> foreign;

  @BeforeEach
  void open() throws Exception {
    space = TestSpace.create();
    segment = space.createCache(SyncChild.SEGMENT, 1 << 20);
    loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    foreign = join(loader);
  }

  @AfterEach
  void close() throws Exception {
    assertThat(foreign.apply("close")).isEqualTo("done");
    loader.close();
    space.close();
  }

  @Test
  void twoLoadersAreTwoMembers() {
    assertThat(space.member().members()).hasSize(2).allMatch(MemberInfo::isAlive);
    assertThat(foreign.apply("slot")).isNotEqualTo(Integer.toString(space.member().slot()));
  }

  @Test
  void lookingAtEachOtherAndLeavingCostsNobodyItsLock() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("members")).isEqualTo("1+ 2+ 3+");
      assertThat(foreign.apply("bury")).isEqualTo("0");
      assertThat(space.member().members()).allMatch(MemberInfo::isAlive);
      assertThat(child.ask("members")).isEqualTo("1+ 2+ 3+");

      assertThat(foreign.apply("close")).isEqualTo("done");
      assertThat(child.ask("members")).isEqualTo("1+ 3+");
    }
  }

  @Test
  void lookingCostsNobodyItsLockEvenIfTheApplicationExchangesTheProperties() {
    Properties before = System.getProperties();
    try (ChildJvm child = SyncChild.start(space)) {
      Properties others = new Properties();
      others.putAll(before);
      others.keySet().removeIf(key -> key.toString().startsWith("io.shmstl"));
      System.setProperties(others);
      assertThat(foreign.apply("bury")).isEqualTo("0");
      assertThat(space.member().members()).allMatch(MemberInfo::isAlive);

      assertThat(child.ask("members")).isEqualTo("1+ 2+ 3+");
    } finally {
      System.setProperties(before);
    }
  }

  @Test
  void loadersExcludeEachOtherByTheLease() {
    WriterLease lease = new WriterLease(segment, space.member());
    assertThat(foreign.apply("acquire")).isEqualTo("clean");

    assertThatThrownBy(() -> lease.acquire(TimeUnit.MILLISECONDS.toNanos(50)))
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("member " + foreign.apply("slot"));
    assertThat(foreign.apply("release")).isEqualTo("done");
    assertThat(lease.acquire(0)).isFalse();
    assertThat(foreign.apply("acquire")).contains("LockTimeoutException");
    lease.release();
  }

  @Test
  void loadersExcludeEachOtherByTheSpaceLock() {
    String answer = space.lock().hold(Duration.ofSeconds(30), () -> foreign.apply("space"));

    assertThat(answer).contains("LockTimeoutException").contains("of this process");
    assertThat(foreign.apply("space")).isEqualTo("held");
  }

  @Test
  void claimsAreStringsThatAnyListingOfThePropertiesCanShow() {
    assertThat(System.getProperties().entrySet())
        .filteredOn(entry -> entry.getKey().toString().startsWith("io.shmstl."))
        .as("one member each")
        .hasSize(2)
        .allMatch(entry -> entry.getKey() instanceof String && entry.getValue() instanceof String);
  }

  @SuppressWarnings("unchecked")
  private UnaryOperator<String> join(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(ForeignLoader.class.getName());
    assertThat(type).isNotSameAs(ForeignLoader.class);
    return (UnaryOperator<String>)
        type.getConstructor(String.class).newInstance(space.directory().toString());
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] entries =
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return urls;
  }
}
