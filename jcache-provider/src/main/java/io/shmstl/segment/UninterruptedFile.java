package io.shmstl.segment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An open file that no interrupt can close.
 *
 * <p>An interrupt closes a {@code FileChannel} in the middle of a read or write, and with it every
 * kernel lock this JVM has on the file; {@code RandomAccessFile} is immune but follows symbolic
 * links and creates what it does not find. An asynchronous channel has neither fault, and with an
 * executor that runs tasks in the calling thread it is not asynchronous either.
 *
 * <p>May be used by any thread.
 */
public final class UninterruptedFile implements AutoCloseable {
  private static final int ZEROS = 64 << 10;
  private static final ByteBuffer ZERO_BYTES = ByteBuffer.allocateDirect(ZEROS).asReadOnlyBuffer();

  private final AsynchronousFileChannel channel;

  private UninterruptedFile(AsynchronousFileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens {@code file} with exactly these options; those of {@code attributes} count if it is
   * created.
   */
  public static UninterruptedFile open(
      Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return new UninterruptedFile(
        AsynchronousFileChannel.open(file, options, CallingThread.INSTANCE, attributes));
  }

  public long size() throws IOException {
    return channel.size();
  }

  /**
   * The bytes from {@code position} on, at most {@code length} of them; fewer at the end of the
   * file.
   */
  public byte[] read(long position, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(length);
    while (into.hasRemaining()) {
      if (result(channel.read(into, position + into.position())) < 0) {
        break;
      }
    }
    byte[] bytes = new byte[into.position()];
    into.flip().get(bytes);
    return bytes;
  }

  /** Writes all the bytes at {@code position}. */
  public void write(byte[] bytes, long position) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    while (from.hasRemaining()) {
      if (result(channel.write(from, position + from.position())) <= 0) {
        throw new EOFException("nothing was written");
      }
    }
  }

  /** Cuts the file off behind {@code length} bytes; a shorter file stays as it is. */
  public void truncate(long length) throws IOException {
    channel.truncate(length);
  }

  /**
   * Writes zeros from {@code from} to {@code to} and returns where it came to: less than {@code to}
   * when the file system refused to go on, in which case {@code refusal} is told why.
   */
  long writeZeros(long from, long to, Refusal refusal) {
    long at = from;
    while (at < to) {
      ByteBuffer zeros = ZERO_BYTES.duplicate().limit((int) Math.min(ZEROS, to - at));
      try {
        int written = result(channel.write(zeros, at));
        if (written <= 0) {
          throw new EOFException("nothing was written");
        }
        at += written;
      } catch (IOException e) {
        refusal.refused(e);
        return at;
      }
    }
    return at;
  }

  /**
   * Takes the exclusive kernel lock on the whole file, without waiting; null if another process has
   * it.
   *
   * @throws java.nio.channels.OverlappingFileLockException if this JVM has it
   */
  public @Nullable FileLock tryLock() throws IOException {
    return channel.tryLock();
  }

  /** Waits until what was written is on the disk, as far as the file system has one. */
  public void force() throws IOException {
    channel.force(true);
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Told when the file system refuses a write. */
  interface Refusal {
    void refused(IOException cause);
  }

  private static int result(Future<Integer> done) throws IOException {
    // The task ran in this thread: the future is done, and get does not look at the interrupt.
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException failure =
          new InterruptedIOException("a finished write was interrupted");
      failure.initCause(e);
      throw failure;
    }
  }

  /** Runs every task at once, in the thread that hands it in. */
  private static final class CallingThread extends AbstractExecutorService {
    private static final CallingThread INSTANCE = new CallingThread();

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
