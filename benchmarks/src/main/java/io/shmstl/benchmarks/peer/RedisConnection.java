package io.shmstl.benchmarks.peer;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * As much of Redis's protocol (RESP2) as the benchmarks need, over a unix socket. One thread; a
 * failure of the socket is an {@link UncheckedIOException}, an error reply an {@link
 * IllegalStateException}.
 */
final class RedisConnection implements Closeable {
  static final byte[] GET = ascii("GET");
  static final byte[] SET = ascii("SET");
  static final byte[] MGET = ascii("MGET");
  static final byte[] INCR = ascii("INCR");

  private static final int BUFFER_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

  RedisConnection(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }

  /** Begins a command of so many words. */
  RedisConnection begin(int words) {
    if (out.remaining() < BUFFER_BYTES / 2) {
      send();
    }
    out.put((byte) '*');
    number(words);
    return this;
  }

  RedisConnection argument(byte[] word) {
    out.put((byte) '$');
    number(word.length);
    out.put(word).put((byte) '\r').put((byte) '\n');
    return this;
  }

  /** A key: its eight bytes. */
  RedisConnection argument(Long key) {
    out.put((byte) '$');
    number(Long.BYTES);
    out.putLong(key).put((byte) '\r').put((byte) '\n');
    return this;
  }

  /** Sends the commands begun so far. */
  void send() {
    try {
      out.flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
      out.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply that is not an array; null for nothing. */
  byte @Nullable [] reply() {
    byte kind = next();
    return switch (kind) {
      case '$' -> bulk((int) readNumber());
      case '+' -> ascii(readLine());
      case ':' -> ascii(Long.toString(readNumber()));
      default -> throw new IllegalStateException("Redis: " + (char) kind + readLine());
    };
  }

  /** The length of an array, whose elements are the next replies. */
  int replyCount() {
    byte kind = next();
    if (kind != '*') {
      throw new IllegalStateException("Redis: " + (char) kind + readLine());
    }
    return (int) readNumber();
  }

  private byte @Nullable [] bulk(int length) {
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; ) {
      if (!in.hasRemaining()) {
        fill();
      }
      int part = Math.min(length - i, in.remaining());
      in.get(bytes, i, part);
      i += part;
    }
    next();
    next();
    return bytes;
  }

  private void number(int number) {
    if (number >= 10) {
      digits(number / 10);
    }
    out.put((byte) ('0' + number % 10)).put((byte) '\r').put((byte) '\n');
  }

  private void digits(int number) {
    if (number >= 10) {
      digits(number / 10);
    }
    out.put((byte) ('0' + number % 10));
  }

  private long readNumber() {
    long number = 0;
    boolean isNegative = false;
    for (byte b = next(); b != '\r'; b = next()) {
      if (b == '-') {
        isNegative = true;
      } else {
        number = 10 * number + b - '0';
      }
    }
    next();
    return isNegative ? -number : number;
  }

  private String readLine() {
    StringBuilder line = new StringBuilder();
    for (byte b = next(); b != '\r'; b = next()) {
      line.append((char) b);
    }
    next();
    return line.toString();
  }

  private byte next() {
    if (!in.hasRemaining()) {
      fill();
    }
    return in.get();
  }

  private void fill() {
    try {
      in.clear();
      int read = channel.read(in);
      in.flip();
      if (read < 0) {
        throw new EOFException("Redis closed the connection");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
