/**
 * JSR-107 over shared segments: the classes an application meets.
 *
 * <pre>
 * ShmCachingProvider   one for each class loader; the class {@code shmstl} extends it
 * ShmCacheManager      one for each URI and class loader; a URI names a space
 * ShmCache             one for each cache and manager; a name in a space names the contents
 * ShmEntry             what an iteration yields
 * ShmConfiguration     MutableConfiguration with capacity and codecs
 * </pre>
 *
 * <p>What they do is in the packages below: {@code provider} reads URIs, {@code config} settings,
 * {@code manager} turns configurations into descriptors and back, {@code cache} holds the parts of
 * an open cache, {@code operation} runs what is asked of it, with {@code processor}, {@code
 * expiry}, {@code integration}, {@code event} and {@code management} for what each name says;
 * {@code near} keeps decoded values on the heap. Imports go from this package to those and never
 * back.
 *
 * <p>The contents belong to the space, not to a manager: two managers, class loaders or processes
 * that open one name see one cache, and closing any of them leaves it as it is. Only {@code
 * destroyCache} removes it.
 */
@NullMarked
package io.shmstl.jcache;

import org.jspecify.annotations.NullMarked;
