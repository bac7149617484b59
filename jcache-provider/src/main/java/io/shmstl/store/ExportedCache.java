package io.shmstl.store;

import io.shmstl.codec.SchemaRegistry;
import io.shmstl.segment.CorruptException;
import io.shmstl.snapshot.Export;
import io.shmstl.snapshot.ExportCursor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache in an export of one of its snapshots: configuration, schemas and entries. Read-only; any
 * thread.
 */
public final class ExportedCache implements AutoCloseable {
  private final Export export;
  private final CacheDescriptor descriptor;
  private final List<byte[]> schemas;

  private ExportedCache(Export export, CacheDescriptor descriptor, List<byte[]> schemas) {
    this.export = export;
    this.descriptor = descriptor;
    this.schemas = schemas;
  }

  /**
   * Opens an export; as {@link Export#open}.
   *
   * @throws NoSuchFileException if there is none
   */
  public static ExportedCache open(Path file) throws NoSuchFileException {
    Export export = Export.open(file);
    ExportedCache opened = null;
    try {
      opened = read(export);
      return opened;
    } finally {
      if (opened == null) {
        export.close();
      }
    }
  }

  /** What the registry kept of the cache. */
  public CacheDescriptor descriptor() {
    return descriptor;
  }

  /** The schemas that its entries name. None can be added. */
  public SchemaRegistry schemas() {
    return new ExportedSchemas(schemas);
  }

  /** How many entries there are. */
  public long size() {
    return export.size();
  }

  /** Length of the file. */
  public long fileBytes() {
    return export.fileBytes();
  }

  /** When the snapshot was opened, in milliseconds since 1970: no entry had expired then. */
  public long takenAtMs() {
    return export.takenAtMs();
  }

  /** A walk over all entries. For one thread. */
  public ExportCursor entries() {
    return export.entries();
  }

  @Override
  public void close() {
    export.close();
  }

  List<byte[]> schemaBytes() {
    return schemas;
  }

  /** Descriptor and schemas, each with its length before it. */
  static byte[] about(CacheDescriptor descriptor, SchemaRegistry registry) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(descriptor.encode());
    int number = SchemaRegistry.FIRST_NUMBER;
    for (byte[] schema = registry.schema(number); schema != null; ) {
      parts.add(schema);
      number++;
      schema = number > SchemaRegistry.LAST_NUMBER ? null : registry.schema(number);
    }
    int length = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    parts.forEach(part -> out.putInt(part.length).put(part));
    return out.array();
  }

  private static ExportedCache read(Export export) {
    ByteBuffer in = ByteBuffer.wrap(export.about());
    try {
      CacheDescriptor descriptor = CacheDescriptor.decode(part(in));
      List<byte[]> schemas = new ArrayList<>();
      while (in.hasRemaining()) {
        schemas.add(part(in));
      }
      return new ExportedCache(export, descriptor, List.copyOf(schemas));
    } catch (BufferUnderflowException e) {
      throw new CorruptException("export " + export.file(), in.position(), e, "its parts");
    }
  }

  private static byte[] part(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    in.get(part);
    return part;
  }

  private record ExportedSchemas(List<byte[]> schemas) implements SchemaRegistry {
    @Override
    public int numberOf(byte[] schema) {
      for (int i = 0; i < schemas.size(); i++) {
        if (Arrays.equals(schemas.get(i), schema)) {
          return FIRST_NUMBER + i;
        }
      }
      throw new UnsupportedOperationException("an export takes no further schema");
    }

    @Override
    public byte @Nullable [] schema(int number) {
      int index = number - FIRST_NUMBER;
      return index < 0 || index >= schemas.size() ? null : schemas.get(index).clone();
    }
  }
}
