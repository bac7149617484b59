package io.shmstl.jcache.manager;

import io.shmstl.jcache.expiry.StandardExpiry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.util.Base64;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An expiry policy as it is stored: the standard ones by value, {@code created(PT5M)}, any other by
 * the name of its class, {@code policy(com.example.Ours)}, with the serialized factory beside it so
 * that a process that only opens the cache can make the policy.
 *
 * @param text what is compared
 * @param serializedFactory base 64, null for standard policies and factories that do not serialize
 */
public record StoredExpiry(String text, @Nullable String serializedFactory) {
  private static final String POLICY = "policy(";

  /** How the names of classes that the JVM makes for lambdas go on, differently each time. */
  private static final String OF_A_LAMBDA = "$$Lambda";

  /**
   * What is stored of a policy.
   *
   * @param policy made by the factory
   */
  public static StoredExpiry of(ExpiryPolicy policy, Factory<? extends ExpiryPolicy> factory) {
    return StandardExpiry.of(policy)
        .map(standard -> new StoredExpiry(standard.toString(), null))
        .orElseGet(() -> new StoredExpiry(POLICY + className(policy) + ")", serialized(factory)));
  }

  /**
   * The factory that makes the stored policy.
   *
   * @param cache name of the cache, for messages
   * @param loader sees the classes of the factory
   * @param filter judges them; null lets the JVM's filter do so
   * @throws CacheException if the factory was not serializable, is rejected, or its class is
   *     missing
   */
  public Factory<? extends ExpiryPolicy> factory(
      String cache, ClassLoader loader, @Nullable ObjectInputFilter filter) {
    if (!text.startsWith(POLICY)) {
      return StandardExpiry.parse(text).factory();
    }
    if (serializedFactory == null) {
      throw new CacheException(
          "cache %s: its expiry is %s, whose factory was not serializable; open the cache with"
                  .formatted(cache, text)
              + " createCache and a configuration that names the factory");
    }
    byte[] bytes = Base64.getDecoder().decode(serializedFactory);
    try (LoaderObjectInputStream in =
        new LoaderObjectInputStream(new ByteArrayInputStream(bytes), loader)) {
      if (filter != null) {
        in.setObjectInputFilter(filter);
      }
      return asFactory(cache, in.readObject());
    } catch (IOException | ClassNotFoundException | LinkageError e) {
      throw new CacheException(
          "cache %s: the stored factory of its expiry, %s, cannot be read: %s"
              .formatted(cache, text, e),
          e);
    }
  }

  /** The type argument is not checked by the JVM; a wrong one shows when the policy is made. */
  @SuppressWarnings("unchecked")
  private Factory<? extends ExpiryPolicy> asFactory(String cache, Object found) {
    if (found instanceof Factory<?> factory) {
      return (Factory<? extends ExpiryPolicy>) factory;
    }
    throw new CacheException(
        "cache %s: found a stored %s, expected the factory of %s"
            .formatted(cache, found.getClass().getName(), text));
  }

  private static String className(ExpiryPolicy policy) {
    String name = policy.getClass().getName();
    int lambda = name.indexOf(OF_A_LAMBDA);
    return lambda < 0 ? name : name.substring(0, lambda + OF_A_LAMBDA.length());
  }

  private static @Nullable String serialized(Factory<? extends ExpiryPolicy> factory) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(factory);
    } catch (IOException e) {
      System.getLogger(StoredExpiry.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              "the expiry factory " + factory.getClass().getName() + " is not serializable",
              e);
      return null;
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
