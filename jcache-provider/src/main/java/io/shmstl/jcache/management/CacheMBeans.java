package io.shmstl.jcache.management;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The two MBeans of one cache handle in the platform's MBean server.
 *
 * <p>Names follow the specification, {@code javax.cache:type=CacheStatistics,CacheManager=..,
 * Cache=..}. Handles of one cache in several class loaders have the same name; the second and later
 * ones get {@code ,Instance=2} and so on behind it.
 */
public final class CacheMBeans {
  /** The two beans. */
  public enum Kind {
    /** The configuration. */
    CONFIGURATION("CacheConfiguration"),
    /** The statistics. */
    STATISTICS("CacheStatistics");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  /** Most handles of one cache in one JVM that get beans. */
  private static final int MOST_INSTANCES = 1_000;

  private final String manager;
  private final String cache;
  private final Map<Kind, Object> beans = new EnumMap<>(Kind.class);
  private final Map<Kind, ObjectName> registered = new EnumMap<>(Kind.class);

  /**
   * The beans of a cache, not registered.
   *
   * @param manager URI of the cache manager
   * @param cache name of the cache
   */
  public CacheMBeans(
      String manager,
      String cache,
      Supplier<? extends CompleteConfiguration<?, ?>> configuration,
      CacheStatistics statistics) {
    this.manager = manager;
    this.cache = cache;
    beans.put(Kind.CONFIGURATION, new ConfigurationMBean(configuration));
    beans.put(Kind.STATISTICS, statistics);
  }

  /** Registers or unregisters one of the beans; does nothing if it is so already. */
  public synchronized void setRegistered(Kind kind, boolean wanted) {
    if (wanted && !registered.containsKey(kind)) {
      register(kind);
    } else if (!wanted && registered.containsKey(kind)) {
      unregister(kind);
    }
  }

  /** Unregisters whatever is registered. */
  public synchronized void close() {
    for (Kind kind : Kind.values()) {
      setRegistered(kind, false);
    }
  }

  private void register(Kind kind) {
    for (int instance = 1; instance <= MOST_INSTANCES; instance++) {
      ObjectName name = name(kind, instance);
      if (register(kind, name)) {
        registered.put(kind, name);
        return;
      }
    }
    throw new CacheException(
        "found " + MOST_INSTANCES + " MBeans named " + name(kind, 1) + ", expected fewer");
  }

  /** False if the name is taken. */
  private boolean register(Kind kind, ObjectName name) {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(beans.get(kind), name);
      return true;
    } catch (InstanceAlreadyExistsException e) {
      return false;
    } catch (JMException e) {
      throw new CacheException("cannot register the MBean " + name, e);
    }
  }

  private void unregister(Kind kind) {
    ObjectName name = registered.remove(kind);
    if (name == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else took it out: it is gone, as wanted.
      return;
    } catch (JMException e) {
      throw new CacheException("cannot unregister the MBean " + name, e);
    }
  }

  private ObjectName name(Kind kind, int instance) {
    String name =
        "javax.cache:type=%s,CacheManager=%s,Cache=%s%s"
            .formatted(
                kind.type,
                cleaned(manager),
                cleaned(cache),
                instance == 1 ? "" : ",Instance=" + instance);
    try {
      return new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new CacheException("found " + name + ", expected the name of an MBean", e);
    }
  }

  /** A name without the characters that mean something in an object name. */
  static String cleaned(String name) {
    return name.replaceAll("[:=\n,\"*?]", ".");
  }
}
