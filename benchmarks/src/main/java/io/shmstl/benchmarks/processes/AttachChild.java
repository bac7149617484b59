package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.CacheSpec;
import io.shmstl.benchmarks.peer.PeerCache;
import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.workload.Payload;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A JVM that opens a cache, says {@code got} when it has its first value, and ends. Peers that no
 * JVMs share begin with an empty cache and put the value first.
 */
public final class AttachChild {
  private AttachChild() {}

  /** Arguments: the peer, the directory, the number of entries. */
  public static void main(String[] args) throws IOException {
    PeerKind kind = PeerKind.valueOf(args[0]);
    var spec =
        new CacheSpec<>("texts", String.class, Payload.value(0), Long.parseLong(args[2]), false);
    var peer = kind.open(Path.of(args[1]));
    PeerCache<String> cache = kind.isShared() ? peer.attach(spec) : peer.create(spec);
    if (!kind.isShared()) {
      cache.put(Payload.key(0), Payload.value(0));
    }
    System.out.println(cache.get(Payload.key(0)) == null ? "missed" : "got");
    System.out.flush();
    System.exit(0);
  }
}
