package io.shmstl.alloc;

import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process whose shared memory is small: allocates until nothing fits any more. */
final class FullFileSystemChild {
  private static final long BYTES = 1000;

  private final TestHeap heap;
  private final Path filler;
  private final List<Long> live = new ArrayList<>();

  private FullFileSystemChild(TestHeap heap) {
    this.heap = heap;
    this.filler = heap.directory().resolve("filler");
  }

  public static void main(String[] args) throws IOException {
    try (TestHeap heap = TestHeap.createAndAcquire(Long.parseLong(args[0]))) {
      ChildJvm.serve(new FullFileSystemChild(heap)::handle);
    }
  }

  private String handle(String[] words) throws IOException {
    return switch (words[0]) {
      case "fillFile" -> fillFile(Integer.parseInt(words[1]));
      case "deleteFile" -> Boolean.toString(Files.deleteIfExists(filler));
      case "allocateAll" -> allocateAll();
      case "freeAll" -> freeAll();
      case "tryUntilItFits" -> tryUntilItFits();
      case "available" -> Long.toString(heap.allocator().full("test", BYTES).availableBytes());
      case "check" -> check();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private String fillFile(int bytes) throws IOException {
    Files.write(filler, new byte[bytes]);
    return "filled";
  }

  private String allocateAll() {
    for (long address; (address = heap.allocator().allocate(BYTES)) != 0; ) {
      heap.segment().memory().asSlice(address, BYTES).fill((byte) 1);
      live.add(address);
    }
    return Long.toString(live.size() * BYTES);
  }

  private String freeAll() {
    for (long address : live) {
      heap.allocator().free(address, BYTES);
    }
    live.clear();
    return "freed";
  }

  private String tryUntilItFits() {
    for (int tries = 1; tries < 100_000; tries++) {
      long address = heap.allocator().allocate(BYTES);
      if (address != 0) {
        live.add(address);
        return Integer.toString(tries);
      }
    }
    return "never";
  }

  private String check() {
    return AllocatorCheck.check(
            heap.segment(),
            heap.allocator(),
            visitor -> live.forEach(address -> visitor.visit(address, BYTES)))
        .problems()
        .toString();
  }
}
