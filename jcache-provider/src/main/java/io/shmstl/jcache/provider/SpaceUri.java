package io.shmstl.jcache.provider;

import io.shmstl.store.SpaceLocation;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cache manager's URI, read.
 *
 * <pre>
 * shmstl:NAME           the space of that name under the base directory
 * shmstl:/absolute/dir  the space in that directory
 * anything else         a space named by a hash of the whole URI
 * </pre>
 *
 * <p>Behind the first two a query may set settings: {@code shmstl:default?capacity=64m}. Such URIs
 * name the same space with and without query, but managers of their own.
 *
 * @param directory where the space lies
 * @param query settings by name, without prefix; empty for any other URI
 */
public record SpaceUri(Path directory, Map<String, String> query) {
  /** Scheme of our own URIs. */
  public static final String SCHEME = "shmstl";

  /** The URI of a manager that was asked for without one. */
  public static final URI DEFAULT = URI.create(SCHEME + ":" + SpaceLocation.DEFAULT_NAME);

  private static final int HASH_CHARACTERS = 32;

  /**
   * Reads a URI.
   *
   * @throws IllegalArgumentException if it is one of ours and names no space, or its query is none
   */
  public static SpaceUri of(URI uri) {
    if (!SCHEME.equalsIgnoreCase(uri.getScheme())) {
      return new SpaceUri(SpaceLocation.of("uri-" + hash(uri)).directory(), Map.of());
    }
    String rest = uri.getRawSchemeSpecificPart();
    int mark = rest.indexOf('?');
    String space = mark < 0 ? rest : rest.substring(0, mark);
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    return new SpaceUri(SpaceLocation.of(decoded(space)).directory(), pairs(uri, query));
  }

  private static Map<String, String> pairs(URI uri, String query) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            uri + ": found '" + pair + "' in the query, expected name=value");
      }
      String name = decoded(pair.substring(0, equals));
      if (pairs.put(name, decoded(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(uri + ": found '" + name + "' twice in the query");
      }
    }
    return pairs;
  }

  /** Percent signs decoded; a plus is a plus, as everywhere in a URI but in HTML forms. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String hash(URI uri) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(uri.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("found no SHA-256, which every Java has", e);
    }
  }
}
