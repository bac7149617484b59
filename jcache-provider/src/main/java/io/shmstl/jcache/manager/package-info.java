/**
 * From a configuration to the descriptor that is stored and shared, and back.
 *
 * <p>{@link io.shmstl.jcache.manager.StoredConfiguration} holds what every process must agree on,
 * as text compared field by field: types, expiry, codecs. Loader, writer, listeners and the
 * switches of statistics and management belong to each manager and are not stored.
 */
@NullMarked
package io.shmstl.jcache.manager;

import org.jspecify.annotations.NullMarked;
