/**
 * Statistics of this JVM and the MBeans of the specification.
 *
 * <p>Counting is switched by {@link io.shmstl.jcache.management.CacheStatistics#isEnabled()}; while
 * it is off nothing is counted and no clock is read. {@link
 * io.shmstl.jcache.management.CacheMBeans} puts both beans of a cache into the platform's MBean
 * server and takes them out again.
 */
@NullMarked
package io.shmstl.jcache.management;

import org.jspecify.annotations.NullMarked;
