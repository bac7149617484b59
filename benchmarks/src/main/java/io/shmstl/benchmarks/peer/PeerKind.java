package io.shmstl.benchmarks.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The table of what is measured. */
public enum PeerKind {
  /** shmstl as it comes. */
  SHMSTL("shmstl", "shmstl-jcache", Sharing.JVMS),
  /** shmstl whose near tier is switched off: every read goes to shared memory. */
  SHMSTL_FAR("shmstl, no near tier", "shmstl-jcache", Sharing.JVMS),
  /** Its own interface, references on the heap. */
  CAFFEINE("Caffeine", "com.github.ben-manes.caffeine:caffeine", Sharing.NONE),
  /** By value: immutable types by reference, others by Java serialization. */
  CAFFEINE_JCACHE("Caffeine JCache", "com.github.ben-manes.caffeine:jcache", Sharing.NONE),
  /** By reference. */
  CAFFEINE_JCACHE_REFERENCE(
      "Caffeine JCache by reference", "com.github.ben-manes.caffeine:jcache", Sharing.NONE),
  /** JCache, the heap store, by reference. */
  EHCACHE_HEAP("Ehcache heap", "ehcache", Sharing.NONE),
  /** JCache, an off-heap store. */
  EHCACHE_OFFHEAP("Ehcache off-heap", "ehcache", Sharing.NONE),
  /** Its own interface. */
  CACHE2K("cache2k", "cache2k-core", Sharing.NONE),
  /** JCache's reference implementation. */
  RI("JCache RI", "cache-ri-impl", Sharing.NONE),
  /** JCache on one embedded member. */
  HAZELCAST("Hazelcast", "hazelcast", Sharing.NONE),
  /** A map in a mapped file. */
  CHRONICLE("Chronicle Map", "chronicle-map", Sharing.JVMS),
  /** A B+ tree in a mapped file, through lmdbjava. */
  LMDB("LMDB", "lmdbjava", Sharing.JVMS),
  /** Cassandra's off-heap cache. */
  OHC("OHC", "ohc-core", Sharing.NONE),
  /** A server over a unix socket. */
  REDIS("Redis", "", Sharing.JVMS);

  private enum Sharing {
    NONE,
    JVMS
  }

  private static final List<String> INTERNALS =
      List.of(
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

  private final String title;
  private final String artifact;
  private final Sharing sharing;

  PeerKind(String title, String artifact, Sharing sharing) {
    this.title = title;
    this.artifact = artifact;
    this.sharing = sharing;
  }

  /** What tables call it. */
  public String title() {
    return title;
  }

  /** Whether it is ours. */
  public boolean isOurs() {
    return this == SHMSTL || this == SHMSTL_FAR;
  }

  /** Whether JVMs of a host see one copy. */
  public boolean isShared() {
    return sharing == Sharing.JVMS;
  }

  /** Whether it is a program of its own, so that each call is a round trip to it. */
  public boolean isServer() {
    return this == REDIS;
  }

  /** The name of its library; empty if it is a program. */
  public String artifact() {
    return artifact;
  }

  /** The flags that its JVM needs. */
  public List<String> flags() {
    return switch (this) {
      case CHRONICLE ->
          concat("-Dchronicle.announcer.disable=true", "-Dchronicle.analytics.disable=true");
      case HAZELCAST ->
          concat(
              "-Dhazelcast.phone.home.enabled=false",
              "--add-modules=java.se",
              "--add-opens=java.management/sun.management=ALL-UNNAMED",
              "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
      case EHCACHE_OFFHEAP -> List.of("-XX:MaxDirectMemorySize=4g");
      case LMDB, OHC ->
          concat("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
      default -> List.of();
    };
  }

  private static List<String> concat(String... more) {
    List<String> flags = new ArrayList<>(INTERNALS);
    flags.addAll(List.of(more));
    return flags;
  }

  /**
   * Sets the peer up in this JVM, which was started with its flags.
   *
   * @param directory an existing one in shared memory, for peers that lie in files; peers in other
   *     JVMs that get the same one see the same caches
   */
  public Peer open(Path directory) {
    return switch (this) {
      case SHMSTL -> JCachePeers.shmstl(directory, new Properties());
      case SHMSTL_FAR -> JCachePeers.shmstl(directory, withoutNearTier());
      case CAFFEINE -> MapPeer.caffeine();
      case CAFFEINE_JCACHE -> JCachePeers.caffeine(true);
      case CAFFEINE_JCACHE_REFERENCE -> JCachePeers.caffeine(false);
      case EHCACHE_HEAP -> JCachePeers.ehcache(false);
      case EHCACHE_OFFHEAP -> JCachePeers.ehcache(true);
      case CACHE2K -> MapPeer.cache2k();
      case RI -> JCachePeers.referenceImplementation();
      case HAZELCAST -> JCachePeers.hazelcast();
      case CHRONICLE -> new ChroniclePeer(directory);
      case LMDB -> new LmdbPeer(directory);
      case OHC -> new OhcPeer();
      case REDIS -> new RedisPeer(directory);
    };
  }

  private static Properties withoutNearTier() {
    Properties settings = new Properties();
    settings.setProperty("shmstl.near", "0");
    return settings;
  }
}
