package io.shmstl.registry;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.BlockVisitor;
import io.shmstl.alloc.Units;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system map of a segment: name to address of the objects in it (claims 17, 19 to 25).
 *
 * <p>Lookups may be made by any thread at any time and wait for nobody. {@link #findOrCreate} and
 * {@link #repair} need the writer lease and throw an {@link IllegalStateException} without it.
 * Objects are never taken out, so an address stays good for as long as the segment.
 */
public final class SystemMap {
  /** Longest name of an object, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  /** Most objects a segment may have; also what bounds each walk. */
  public static final int MAX_OBJECTS = 65_536;

  /** Looks at a bucket before its damage is believed: recovery may be cutting it off just now. */
  private static final int MAX_TRIES = 3;

  private final Segment segment;
  private final MemorySegment memory;
  private final Allocator allocator;

  public SystemMap(Segment segment, Allocator allocator) {
    this.segment = segment;
    this.memory = segment.memory();
    this.allocator = allocator;
  }

  /** Writes the anchor of a fresh, zeroed segment that nobody else can see yet. */
  public static void format(Segment segment) {
    SystemMapLayout.objectCountOpaque(segment.memory(), 0);
  }

  /**
   * The object of a name, null if there is none.
   *
   * @throws CorruptException if the way to it is damaged
   */
  public @Nullable NamedObject find(String name) {
    byte[] nameBytes = Names.encode(name, MAX_NAME_BYTES);
    int bucket = bucketOf(hash(nameBytes));
    for (int tries = 1; ; tries++) {
      try {
        return find(name, bucket);
      } catch (CorruptException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * That a name has no object, to be asked again and again for less than {@link #find} takes; null
   * if there is one.
   *
   * @throws CorruptException if the way to it is damaged
   */
  public @Nullable Absence absence(String name) {
    int bucket = bucketOf(hash(Names.encode(name, MAX_NAME_BYTES)));
    // acquire: pairs with headRelease in create. Read before the search: what is put in front of
    // it meanwhile makes the answer an old one, never a wrong one.
    long head = SystemMapLayout.headAcquire(memory, bucket);
    return find(name) == null ? new Absence(bucket, head) : null;
  }

  /** A name without an object: nothing has come into its bucket since that was seen. */
  public final class Absence {
    private final int bucket;
    private final long head;

    private Absence(int bucket, long head) {
      this.bucket = bucket;
      this.head = head;
    }

    /** Whether it is surely so still; false says that somebody has to look. */
    public boolean isSo() {
      // acquire: pairs with headRelease in create; whoever sees what a later object is for, sees
      // the object's head too.
      return SystemMapLayout.headAcquire(memory, bucket) == head;
    }
  }

  /**
   * The object of a name; if there is none it is made, at the next allocation address, or in a free
   * block if the space behind that is used up. Writer lease held.
   *
   * @param bytes length of the object if it has to be made, at least 1; one that is there may be of
   *     another length
   * @param initializer fills it, before anybody can find it
   * @throws FullException if there is no room, or too many objects; then nothing has changed
   */
  public NamedObject findOrCreate(String name, long bytes, ObjectInitializer initializer) {
    allocator.requireHeld();
    NamedObject known = find(name);
    return known != null ? known : create(name, bytes, initializer);
  }

  /** All objects, in no particular order. */
  public List<NamedObject> objects() {
    List<NamedObject> objects = new ArrayList<>();
    for (int bucket = 0; bucket < SystemMapLayout.BUCKETS; bucket++) {
      long node = SystemMapLayout.headAcquire(memory, bucket);
      while (node != 0) {
        ObjectNode read = requireNode(node, bucket, objects.size());
        objects.add(read.object());
        node = read.next();
      }
    }
    return objects;
  }

  /**
   * Shows the block of every object, node included, and changes nothing. Where a node makes no
   * sense the rest of its bucket is left out.
   *
   * @return the number of buckets that were left early
   */
  public int forEachBlock(BlockVisitor visitor) {
    return walk(visitor, false);
  }

  /**
   * Shows the block of every object, and cuts buckets off where a node makes no sense or the
   * visitor refuses its block. Counts the objects anew. Writer lease held.
   *
   * @return the number of buckets that were cut off
   */
  public int repair(BlockVisitor visitor) {
    allocator.requireHeld();
    return walk(visitor, true);
  }

  private @Nullable NamedObject find(String name, int bucket) {
    // acquire: pairs with headRelease in create; the node and the object behind it are complete.
    long node = SystemMapLayout.headAcquire(memory, bucket);
    for (int steps = 0; node != 0; steps++) {
      ObjectNode read = requireNode(node, bucket, steps);
      if (read.object().name().equals(name)) {
        return read.object();
      }
      node = read.next();
    }
    return null;
  }

  private NamedObject create(String name, long bytes, ObjectInitializer initializer) {
    if (bytes <= 0) {
      throw new IllegalArgumentException(
          "object of %d bytes, allowed are 1 and more".formatted(bytes));
    }
    int count = SystemMapLayout.objectCountOpaque(memory);
    if (count >= MAX_OBJECTS) {
      throw new FullException("system map of " + segment.file(), MAX_OBJECTS + 1L, MAX_OBJECTS);
    }
    byte[] nameBytes = Names.encode(name, MAX_NAME_BYTES);
    int bucket = bucketOf(hash(nameBytes));
    long address = allocate(name, bytes, nameBytes);
    NamedObject object = new NamedObject(name, address, bytes);
    boolean isFilled = false;
    try {
      memory.asSlice(address, Units.roundUp(bytes)).fill((byte) 0);
      initializer.initialize(memory, address, bytes);
      isFilled = true;
    } finally {
      if (!isFilled) {
        allocator.free(address, ObjectNode.blockBytes(bytes, nameBytes));
      }
    }
    long head = SystemMapLayout.headAcquire(memory, bucket);
    long node = ObjectNode.write(memory, object, nameBytes, head);
    // release: pairs with headAcquire in find; publishes the object's bytes and the node.
    // crash point: before it nobody reaches the block and recovery finds it free, after it the
    // object is there.
    SystemMapLayout.headRelease(memory, bucket, node);
    SystemMapLayout.objectCountOpaque(memory, count + 1);
    return object;
  }

  private long allocate(String name, long bytes, byte[] nameBytes) {
    long address = 0;
    // A block beyond the capacity cannot be, and its length might not even be a length.
    if (bytes <= segment.capacityBytes()) {
      long block = ObjectNode.blockBytes(bytes, nameBytes);
      address = allocator.allocateAtNext(block);
      if (address == 0) {
        address = allocator.allocate(block);
      }
    }
    if (address == 0) {
      throw allocator.full("object " + name + " in " + segment.file(), bytes);
    }
    return address;
  }

  private int walk(BlockVisitor visitor, boolean isRepair) {
    int dropped = 0;
    int count = 0;
    for (int bucket = 0; bucket < SystemMapLayout.BUCKETS; bucket++) {
      long before = 0;
      long node = SystemMapLayout.headAcquire(memory, bucket);
      while (node != 0) {
        ObjectNode read = count < MAX_OBJECTS ? readNode(node, bucket) : null;
        if (read == null || !visitor.visit(read.object().address(), read.blockBytes())) {
          dropped++;
          if (isRepair) {
            cutOff(bucket, before);
          }
          break;
        }
        count++;
        before = node;
        node = read.next();
      }
    }
    if (isRepair) {
      SystemMapLayout.objectCountOpaque(memory, count);
    }
    return dropped;
  }

  private void cutOff(int bucket, long before) {
    // release: pairs with headAcquire or nextAcquire in find; nothing is published, readers only
    // lose what was wrong.
    if (before == 0) {
      SystemMapLayout.headRelease(memory, bucket, 0);
    } else {
      ObjectNodeLayout.nextRelease(memory, before, 0);
    }
  }

  private ObjectNode requireNode(long node, int bucket, int steps) {
    ObjectNode read = steps < MAX_OBJECTS ? readNode(node, bucket) : null;
    if (read == null) {
      throw new CorruptException(
          "system map of " + segment.file(), node, "no node", "a node of bucket " + bucket);
    }
    return read;
  }

  /** The node at an address, null if there is none or it belongs in another bucket. */
  private @Nullable ObjectNode readNode(long node, int bucket) {
    ObjectNode read = ObjectNode.read(segment, node);
    return read == null || bucketOf(read.nameHash()) != bucket ? null : read;
  }

  private long hash(byte[] name) {
    return Names.hash(segment.hashSeed(), name, 0, name.length);
  }

  private static int bucketOf(long hash) {
    return (int) hash & (SystemMapLayout.BUCKETS - 1);
  }
}
