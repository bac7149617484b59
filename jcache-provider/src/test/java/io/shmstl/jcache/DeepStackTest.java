package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads whose stack ends in the middle of an operation: what had returned counts, no lock stays
 * held, and everybody goes on. Interpreted, so that what gives a lock back needs no more of the
 * stack than what took it; in code that is compiled by and by that cannot be promised.
 */
@Timeout(120)
class DeepStackTest {
  @Test
  void aStackThatEndsInTheMiddleOfAnOperationHoldsNothing(@TempDir Path directory) {
    List<String> flags = List.of("-Xint", "-Dshmstl.dir=" + directory);
    try (ChildJvm child = ChildJvm.startWith(flags, DeepStackChild.class)) {
      for (String operation : List.of("put", "invoke", "putAll")) {
        assertThat(child.ask(operation)).as(operation).isEqualTo("well");
      }
    }
  }
}
