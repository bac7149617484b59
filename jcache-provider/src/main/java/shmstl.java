import io.shmstl.jcache.ShmCachingProvider;
import org.jspecify.annotations.NullMarked;

/**
 * The provider under the name applications ask for: {@code Caching.getCachingProvider("shmstl")}
 * loads a class of just that name, so this one stands in no package.
 */
@NullMarked
@SuppressWarnings("DefaultPackage") // see above
public final class shmstl extends ShmCachingProvider {
  /** Made by {@code javax.cache.Caching}, one for each class loader. */
  public shmstl() {}
}
