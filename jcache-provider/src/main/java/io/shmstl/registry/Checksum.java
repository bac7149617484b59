package io.shmstl.registry;

import java.util.zip.CRC32C;

/** The checksum of nodes and descriptors: CRC-32C over a heap copy, never over mapped memory. */
final class Checksum {
  private Checksum() {}

  static int of(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
