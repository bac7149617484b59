package io.shmstl.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema registry on the heap, for tests that need no segment. */
public final class HeapSchemas implements SchemaRegistry {
  private final List<byte[]> schemas = new ArrayList<>();

  @Override
  public synchronized int numberOf(byte[] schema) {
    for (int i = 0; i < schemas.size(); i++) {
      if (Arrays.equals(schemas.get(i), schema)) {
        return FIRST_NUMBER + i;
      }
    }
    schemas.add(schema.clone());
    return FIRST_NUMBER + schemas.size() - 1;
  }

  @Override
  public synchronized byte @Nullable [] schema(int number) {
    int index = number - FIRST_NUMBER;
    return index >= 0 && index < schemas.size() ? schemas.get(index).clone() : null;
  }
}
