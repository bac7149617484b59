/** From URIs to spaces: {@link io.shmstl.jcache.provider.SpaceUri}. */
@NullMarked
package io.shmstl.jcache.provider;

import org.jspecify.annotations.NullMarked;
