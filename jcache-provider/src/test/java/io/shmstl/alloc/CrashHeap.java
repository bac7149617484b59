package io.shmstl.alloc;

import io.shmstl.registry.NamedObject;
import io.shmstl.registry.ObjectInitializer;
import io.shmstl.segment.Layouts;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Random;

/**
 * A heap whose live blocks are what the words of a table lead to, so that a writer may be killed at
 * any instruction. It is what a map is to the allocator, as small as can be; also a child JVM that
 * works on it until it is killed.
 *
 * <p>A word of the table: the block's address in units in the low half, its length in the high one.
 */
final class CrashHeap implements AutoCloseable {
  private static final int SLOTS = 512;
  private static final int CHANGES_PER_LEASE = 8;
  private static final VarHandle LONG = Layouts.LONG.varHandle();

  private final TestHeap heap;
  private final long table;
  private final long progress;

  private CrashHeap(TestHeap heap) {
    this.heap = heap;
    boolean isDirty = heap.acquire();
    table = object("table", 8L * SLOTS);
    progress = object("progress", 8);
    if (isDirty) {
      heap.lease().releaseDirty();
    } else {
      heap.lease().release();
    }
  }

  static CrashHeap create(long capacityBytes) {
    return new CrashHeap(TestHeap.create(capacityBytes));
  }

  /** In the child: works until it is killed. */
  public static void main(String[] args) throws IOException {
    try (CrashHeap heap = new CrashHeap(TestHeap.attach(Path.of(args[0])))) {
      ChildJvm.serve(words -> {
        if (words[0].equals("work")) {
          heap.work(new Random(Long.parseLong(words[1])));
        } else {
          heap.rebuildForEver();
        }
        return "never";
      });
    }
  }

  ChildJvm startChild() {
    return ChildJvm.start(CrashHeap.class, heap.directory().toString());
  }

  TestHeap heap() {
    return heap;
  }

  /** Steps the children have made so far. */
  long progress() {
    return (long) LONG.getAcquire(heap.segment().memory(), progress);
  }

  /** Makes both maps anew from the table; lease held. */
  AllocatorFigures recover() {
    Rebuild rebuild = heap.allocator().rebuild();
    forEachBlock((address, bytes) -> {
      step();
      if (!rebuild.markLive(address, bytes)) {
        throw new AssertionError("block of " + bytes + " at " + address + " is not marked");
      }
      return true;
    });
    step();
    return rebuild.finish();
  }

  void forEachBlock(BlockVisitor visitor) {
    heap.systemMap().forEachBlock(visitor);
    for (int slot = 0; slot < SLOTS; slot++) {
      long word = slot(slot);
      if (word != 0) {
        visitor.visit(address(word), length(word));
      }
    }
  }

  /** How many bytes of live blocks are not what their owner wrote. */
  long countForeignBytes() {
    long foreign = 0;
    MemorySegment memory = heap.segment().memory();
    for (int slot = 0; slot < SLOTS; slot++) {
      long word = slot(slot);
      for (long at = address(word); word != 0 && at < address(word) + length(word); at++) {
        foreign += memory.get(Layouts.BYTE, at) == (byte) slot ? 0 : 1;
      }
    }
    return foreign;
  }

  @Override
  public void close() {
    heap.close();
  }

  private void work(Random random) {
    while (true) {
      if (heap.acquire()) {
        recover();
      }
      for (int i = 0; i < CHANGES_PER_LEASE; i++) {
        change(random);
        step();
      }
      heap.lease().release();
    }
  }

  private void rebuildForEver() {
    heap.acquire();
    while (true) {
      recover();
    }
  }

  private void change(Random random) {
    int slot = random.nextInt(SLOTS);
    long word = slot(slot);
    if (word != 0) {
      publish(slot, 0);
      VarHandle.storeStoreFence();
      heap.allocator().free(address(word), length(word));
      return;
    }
    long bytes = 1L + random.nextInt(random.nextInt(8) == 0 ? 8000 : 500);
    long address = heap.allocator().allocate(bytes);
    if (address != 0) {
      heap.segment().memory().asSlice(address, bytes).fill((byte) slot);
      publish(slot, bytes << 32 | Units.ofAddress(address));
    }
  }

  private void step() {
    LONG.setRelease(heap.segment().memory(), progress, progress() + 1);
  }

  private long slot(int slot) {
    return (long) LONG.getAcquire(heap.segment().memory(), table + 8L * slot);
  }

  private void publish(int slot, long word) {
    // crash point: before it the block is free to recovery, after it the slot's
    LONG.setRelease(heap.segment().memory(), table + 8L * slot, word);
  }

  private static long address(long word) {
    return Units.toAddress((int) word);
  }

  private static long length(long word) {
    return word >>> 32;
  }

  private long object(String name, long bytes) {
    NamedObject object = heap.systemMap().findOrCreate(name, bytes, ObjectInitializer.ZEROED);
    return object.address();
  }
}
