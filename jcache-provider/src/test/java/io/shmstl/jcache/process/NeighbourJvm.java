package io.shmstl.jcache.process;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.map.VersionCursor;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.store.Batch;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that holds something of a cache until it is told to let go: a key, by an entry processor
 * that does not end; the writer lease; a snapshot.
 */
final class NeighbourJvm {
  static final String CACHE = "neighbours";

  private final Space space;
  private final CacheStore store;
  private final Cache<String, Object> cache;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private CompletableFuture<String> held = new CompletableFuture<>();
  private CompletableFuture<String> letGo = new CompletableFuture<>();
  private CompletableFuture<String> ended = new CompletableFuture<>();
  private @Nullable Snapshot snapshot;

  private NeighbourJvm(Path directory, String query) {
    cache =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory + query), null)
            .getCache(CACHE);
    space = Space.open(directory, StoreOptions.DEFAULT);
    store = Objects.requireNonNull(space.find(CACHE));
  }

  /** Arguments: the space's directory, the query of the manager's URI. */
  public static void main(String[] args) throws IOException {
    NeighbourJvm jvm = new NeighbourJvm(Path.of(args[0]), args[1]);
    ChildJvm.serve(jvm::obey);
  }

  private String obey(String[] words) throws Exception {
    return switch (words[0]) {
      case "holdKey" -> hold(() -> holdKey(words[1]));
      case "holdLease" -> hold(this::holdLease);
      case "reachFor" -> hold(() -> reachForAnother(words[1]));
      case "letGo" -> {
        letGo.complete(words.length == 1 ? "" : words[1]);
        yield ended.get(30, TimeUnit.SECONDS);
      }
      case "put" -> put(cache, words[1], words[2]);
      case "get" -> Objects.toString(cache.get(words[1]));
      case "openSnapshot" -> {
        snapshot = store.snapshot();
        yield "opened";
      }
      case "readSnapshot" -> readSnapshot();
      case "increment" -> Long.toString(increment(words[1], Integer.parseInt(words[2])));
      case "putSamples" -> {
        Samples.ALL.forEach(sample -> cache.put(sample.key(), sample.value()));
        yield "put";
      }
      case "findSamples" -> Samples.differences(cache);
      case "readApp" -> readApp(Path.of(words[1]));
      case "touchMemberFiles" -> touchMemberFiles(space.directory().resolve("members"));
      case "members" ->
          space.members().stream()
              .map(member -> member.isAlive() ? "+" : "-")
              .reduce("", String::concat);
      default -> throw new IllegalArgumentException("order '" + words[0] + "'");
    };
  }

  /** Opens and closes what no other part of a JVM should: the kernel drops the JVM's locks. */
  static String touchMemberFiles(Path members) throws IOException {
    int touched = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(members)) {
      for (Path file : files) {
        FileChannel.open(file, StandardOpenOption.WRITE).close();
        touched++;
      }
    }
    return "touched " + touched;
  }

  private long increment(String key, int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      last = cache.invoke(key, new CacheJvm.Increment());
    }
    return last;
  }

  /** Reads a value of a class that this JVM has in another version. */
  private String readApp(Path classes) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Cache<String, Object> others =
          cache
              .getCacheManager()
              .getCachingProvider()
              .getCacheManager(cache.getCacheManager().getURI(), loader)
              .getCache(CACHE);
      return Objects.toString(others.get("app"));
    }
  }

  /** Puts; or says why that was not possible. */
  static String put(Cache<String, Object> cache, String key, String value) {
    try {
      cache.put(key, value);
      return "put";
    } catch (CacheException e) {
      return e.toString();
    }
  }

  /** Lets a thread do something, and waits until it holds what it is to hold. */
  private String hold(Supplier<String> act) throws Exception {
    held = new CompletableFuture<>();
    letGo = new CompletableFuture<>();
    ended = CompletableFuture.supplyAsync(act, threads);
    return (String) CompletableFuture.anyOf(held, ended).get(30, TimeUnit.SECONDS);
  }

  /** An entry processor that sets a value, but not before it is told to. */
  private String holdKey(String key) {
    return cache.invoke(
        key,
        (entry, arguments) -> {
          held.complete("held");
          letGo.join();
          entry.setValue("theirs");
          return "let go";
        });
  }

  /** An entry processor that changes another key, which it is told. */
  private String reachForAnother(String key) {
    return cache.invoke(
        key,
        (entry, arguments) -> {
          held.complete("held");
          return put(cache, letGo.join(), "reached");
        });
  }

  private String holdLease() {
    try (Batch _ = store.write()) {
      held.complete("held");
      letGo.join();
    }
    return "let go";
  }

  private String readSnapshot() {
    EntryCopy copy = new EntryCopy();
    VersionCursor entries = Objects.requireNonNull(snapshot).entries();
    try {
      int count = 0;
      while (entries.next(copy)) {
        count++;
      }
      return count + " entries";
    } catch (SnapshotTooOldException e) {
      return "too old: " + e.getMessage();
    }
  }
}
