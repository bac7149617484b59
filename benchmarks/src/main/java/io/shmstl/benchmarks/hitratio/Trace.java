package io.shmstl.benchmarks.hitratio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.zip.GZIPInputStream;

/** The keys that were asked for, in order. */
final class Trace {
  private final String name;
  private final long[] keys;

  /** A trace of keys, which are not copied. */
  Trace(String name, long[] keys) {
    this.name = name;
    this.keys = keys;
  }

  /**
   * Reads a file of one decimal number a line, compressed by gzip.
   *
   * @throws IOException if it cannot be read; a line that is no number is told with its place
   */
  static Trace read(Path file) throws IOException {
    long[] keys = new long[1 << 16];
    int count = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (count == keys.length) {
          keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = parse(line, file, count);
      }
    }
    String name = file.getFileName().toString().replaceFirst("(\\.txt)?\\.gz$", "");
    return new Trace(name, Arrays.copyOf(keys, count));
  }

  /** The trace of a rule from the number of a request to its key. */
  static Trace of(String name, int requests, LongUnaryOperator key) {
    long[] keys = new long[requests];
    Arrays.setAll(keys, key::applyAsLong);
    return new Trace(name, keys);
  }

  /** How tables call it. */
  String name() {
    return name;
  }

  /** The keys themselves, not a copy. */
  long[] keys() {
    return keys;
  }

  /** Number of different keys. */
  int uniqueKeys() {
    return (int) Arrays.stream(keys).distinct().count();
  }

  private static long parse(String line, Path file, int count) throws IOException {
    try {
      return Long.parseLong(line.strip());
    } catch (NumberFormatException e) {
      throw new IOException(file + ", line " + count + ": found '" + line + "', expected a key", e);
    }
  }
}
