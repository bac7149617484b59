package io.shmstl.store;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.SegmentOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the registry keeps of a cache: all that processes must agree on.
 *
 * @param name the cache's name; data, never a file name
 * @param segmentId id of its segment, from which the file's name is made; changes when the cache is
 *     destroyed and made again
 * @param capacityBytes capacity of its segment
 * @param settings further settings as canonical text, field by field
 */
public record CacheDescriptor(
    String name, UUID segmentId, long capacityBytes, SortedMap<String, String> settings) {
  private static final int FORMAT = 1;
  private static final UUID UNDECIDED = new UUID(0, 0);

  /** Copies the settings. */
  public CacheDescriptor {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /**
   * The capacity that a cache gets when so many bytes are asked for: whole pages of the file. What
   * is out of range stays as it is, to be refused by {@link #wanted}.
   */
  public static long wholePages(long capacityBytes) {
    long unit = SegmentOptions.CAPACITY_UNIT;
    return capacityBytes <= 0 || capacityBytes > SegmentOptions.MAX_CAPACITY
        ? capacityBytes
        : Math.ceilDiv(capacityBytes, unit) * unit;
  }

  /**
   * What is wanted of a cache that may have to be created; its segment is not known yet.
   *
   * @throws IllegalArgumentException if no cache can have the capacity
   */
  public static CacheDescriptor wanted(
      String name, long capacityBytes, SortedMap<String, String> settings) {
    long rounded = wholePages(capacityBytes);
    if (rounded < SegmentOptions.MIN_CAPACITY || rounded > SegmentOptions.MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "cache %s: capacity is %d bytes, allowed are %d to %d"
              .formatted(
                  printable(name),
                  capacityBytes,
                  SegmentOptions.MIN_CAPACITY,
                  SegmentOptions.MAX_CAPACITY));
    }
    return new CacheDescriptor(name, UNDECIDED, rounded, settings);
  }

  /**
   * A cache's name for a log or a terminal: characters that are not shown, or end a line, or turn
   * the direction of what follows, stand as the escapes that Java has for them.
   */
  public static String printable(String name) {
    StringBuilder printable = new StringBuilder();
    name.chars()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                printable.append("\\u%04x".formatted(c));
            default -> printable.append((char) c);
          }
        });
    return printable.toString();
  }

  CacheDescriptor withSegment(UUID id) {
    return new CacheDescriptor(name, id, capacityBytes, settings);
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writeText(out, name);
      out.writeLong(segmentId.getMostSignificantBits());
      out.writeLong(segmentId.getLeastSignificantBits());
      out.writeLong(capacityBytes);
      out.writeInt(settings.size());
      for (var setting : settings.entrySet()) {
        writeText(out, setting.getKey());
        writeText(out, setting.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static CacheDescriptor decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new CorruptException("descriptor of a cache", 0, "format " + format, FORMAT);
      }
      String name = readText(in);
      UUID id = new UUID(in.readLong(), in.readLong());
      long capacityBytes = in.readLong();
      SortedMap<String, String> settings = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        settings.put(readText(in), readText(in));
      }
      return new CacheDescriptor(name, id, capacityBytes, settings);
    } catch (IOException e) {
      throw new CorruptException("descriptor of a cache", 0, e, "its fields");
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("text of " + length + " bytes, there are " + in.available());
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
