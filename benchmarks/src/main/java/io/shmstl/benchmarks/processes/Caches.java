package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A {@link CacheChild}, told what to do.
 *
 * @param jvm that it is
 */
record Caches(ChildJvm jvm) implements AutoCloseable {
  private static final Duration MOST = Duration.ofSeconds(60);

  /** Starts one; {@code first} is {@code fill N}, {@code attach N} or {@code grow N}. */
  static Caches start(Session session, PeerKind peer, SharedDirectory directory, String first)
      throws IOException {
    ChildJvm jvm =
        ChildJvm.start(
            session.errors("caches-" + peer + "-" + first.split(" ", -1)[0]),
            peer,
            ChildJvm.STEADY_HEAP,
            CacheChild.class,
            peer.name(),
            directory.path().toString());
    jvm.send(first);
    return new Caches(jvm);
  }

  void send(String line) throws IOException {
    jvm.send(line);
  }

  /** The numbers of the next answer. */
  long[] answer() throws IOException {
    return Arrays.stream(jvm.await("=", MOST).split(" ", -1))
        .filter(word -> !word.isEmpty())
        .mapToLong(Long::parseLong)
        .toArray();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
