package io.shmstl.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server for each cache, over a unix socket and without persistence, that ends with the JVM
 * that made the cache; one connection a thread. Servers of their own, because the caches have the
 * same keys, and the bound of a server holds for all that is in it. Keys and values are binary; a
 * cache of {@code Long} is counted by {@code INCR}.
 */
final class RedisPeer implements Peer {
  private static final Duration START_WAIT = Duration.ofSeconds(10);
  private static final int FILL_BATCH = 1_000;

  /** Bytes that Redis keeps of its own for an entry, about. */
  private static final long OWN_BYTES = 96;

  private static final String PROGRAM = "redis-server";

  private final Path directory;
  private final List<Process> servers = new ArrayList<>();

  RedisPeer(Path directory) {
    this.directory = directory;
  }

  @Override
  public <V> PeerCache<V> create(CacheSpec<V> spec) throws IOException {
    start(spec.name());
    RedisCache<V> cache = open(spec);
    cache.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    long most = spec.isBounded() ? spec.entries() * (spec.entryBytes() + OWN_BYTES) : 0;
    cache.command("CONFIG", "SET", "maxmemory", Long.toString(most));
    return cache;
  }

  @Override
  public <V> PeerCache<V> attach(CacheSpec<V> spec) {
    return open(spec);
  }

  private <V> RedisCache<V> open(CacheSpec<V> spec) {
    return new RedisCache<>(
        socket(spec.name()), ValueFormat.of(spec.type()), spec.type() == Long.class);
  }

  private Path socket(String cache) {
    return directory.resolve("redis-" + cache + ".socket");
  }

  private void start(String cache) throws IOException {
    Path program =
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .map(place -> Path.of(place, PROGRAM))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new UnsupportedOperationException(PROGRAM + " is not installed"));
    Path socket = socket(cache);
    Files.deleteIfExists(socket);
    Process server =
        DependentProcess.start(
            Redirect.to(directory.resolve("redis-" + cache + ".log").toFile()),
            List.of(
                program.toString(),
                "--port",
                "0",
                "--unixsocket",
                socket.toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                directory.toString()));
    servers.add(server);
    awaitSocket(socket, server);
  }

  private static void awaitSocket(Path socket, Process server) throws IOException {
    long deadline = System.nanoTime() + START_WAIT.toNanos();
    while (!Files.exists(socket)) {
      try {
        if (server.waitFor(10, TimeUnit.MILLISECONDS)) {
          throw new IOException("redis-server ended with " + server.exitValue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("redis-server did not open " + socket);
      }
    }
  }

  @Override
  public long cpuNanosElsewhere() {
    long nanos = 0;
    for (Process server : servers) {
      nanos += server.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }
    return nanos;
  }

  @Override
  public void close() {
    servers.forEach(Process::destroyForcibly);
  }

  private static final class RedisCache<V> implements PeerCache<V> {
    private final Path socket;
    private final ValueFormat<V> format;
    private final boolean isNumber;
    private final ThreadLocal<RedisConnection> connections = ThreadLocal.withInitial(this::connect);

    RedisCache(Path socket, ValueFormat<V> format, boolean isNumber) {
      this.socket = socket;
      this.format = format;
      this.isNumber = isNumber;
    }

    private RedisConnection connect() {
      try {
        return new RedisConnection(socket);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private byte @Nullable [] command(String... words) {
      RedisConnection connection = connections.get();
      connection.begin(words.length);
      for (String word : words) {
        connection.argument(RedisConnection.ascii(word));
      }
      connection.send();
      return connection.reply();
    }

    @Override
    public @Nullable V get(Long key) {
      RedisConnection connection = connections.get();
      connection.begin(2).argument(RedisConnection.GET).argument(key).send();
      return value(connection.reply());
    }

    @Override
    public void put(Long key, V value) {
      RedisConnection connection = connections.get();
      sendPut(connection, key, value);
      connection.send();
      connection.reply();
    }

    private void sendPut(RedisConnection connection, Long key, V value) {
      connection.begin(3).argument(RedisConnection.SET).argument(key).argument(bytes(value));
    }

    @Override
    public void putAll(Map<Long, V> values) {
      RedisConnection connection = connections.get();
      int sent = 0;
      for (Map.Entry<Long, V> entry : values.entrySet()) {
        sendPut(connection, entry.getKey(), entry.getValue());
        if (++sent % FILL_BATCH == 0) {
          awaitReplies(connection, FILL_BATCH);
        }
      }
      awaitReplies(connection, sent % FILL_BATCH);
    }

    private static void awaitReplies(RedisConnection connection, int replies) {
      connection.send();
      for (int i = 0; i < replies; i++) {
        connection.reply();
      }
    }

    @Override
    public Map<Long, V> getAll(Set<Long> keys) {
      List<Long> asked = new ArrayList<>(keys);
      RedisConnection connection = connections.get();
      connection.begin(1 + asked.size()).argument(RedisConnection.MGET);
      asked.forEach(connection::argument);
      connection.send();
      Map<Long, V> found = HashMap.newHashMap(asked.size());
      int values = connection.replyCount();
      for (int i = 0; i < values; i++) {
        V value = value(connection.reply());
        if (value != null) {
          found.put(asked.get(i), value);
        }
      }
      return found;
    }

    @Override
    public void update(Long key, UnaryOperator<V> change) {
      if (!isNumber) {
        throw new UnsupportedOperationException("no atomic change");
      }
      RedisConnection connection = connections.get();
      connection.begin(2).argument(RedisConnection.INCR).argument(key).send();
      connection.reply();
    }

    @Override
    public void forEach(Consumer<? super V> action) {
      throw new UnsupportedOperationException("a scan gives keys only");
    }

    @Override
    public long bytesOutsideHeap() {
      byte[] reply = command("INFO", "memory");
      String info = reply == null ? "" : RedisConnection.text(reply);
      for (String line : info.split("\r\n", -1)) {
        if (line.startsWith("used_memory:")) {
          return Long.parseLong(line.substring("used_memory:".length()));
        }
      }
      throw new IllegalStateException("no used_memory in " + info);
    }

    private byte[] bytes(V value) {
      if (isNumber) {
        return RedisConnection.ascii(value.toString());
      }
      byte[] bytes = new byte[format.length(value)];
      format.write(value, ByteBuffer.wrap(bytes));
      return bytes;
    }

    private @Nullable V value(byte @Nullable [] reply) {
      if (reply == null) {
        return null;
      }
      if (!isNumber) {
        return format.read(ByteBuffer.wrap(reply));
      }
      byte[] number = new byte[Long.BYTES];
      ByteBuffer.wrap(number).putLong(Long.parseLong(RedisConnection.text(reply)));
      return format.read(ByteBuffer.wrap(number));
    }

    @Override
    public void close() {
      connections.get().close();
    }
  }
}
