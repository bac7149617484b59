/**
 * Settings for people who cannot touch code: their names, where they are looked up, what they mean.
 *
 * <p>{@link io.shmstl.jcache.config.Setting} is the table of every known name. A name is written in
 * one of two forms, the same in every source; in the query of a URI the prefix {@code shmstl.} is
 * left out:
 *
 * <pre>
 * shmstl.capacity=64m                  for the space and every cache in it
 * shmstl.cache.orders.capacity=256m    for one cache; the name * is the template for all
 * </pre>
 *
 * <p>Order: what the program itself sets on a {@code ShmConfiguration} is never overridden. Then
 * settings that name the cache, then templates; among equals the system properties come first, then
 * the manager's {@code Properties}, then the query of its URI, then the file {@code
 * shmstl.properties}. {@link io.shmstl.jcache.config.Settings} holds that order.
 *
 * <p>Whatever is wrong is an {@link io.shmstl.jcache.config.SettingException} that says which
 * source, which name or value, and what was expected; the provider turns it into a {@code
 * CacheException}.
 */
@NullMarked
package io.shmstl.jcache.config;

import org.jspecify.annotations.NullMarked;
