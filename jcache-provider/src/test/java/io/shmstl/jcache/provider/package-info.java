/** Tests of the reading of URIs. */
@NullMarked
package io.shmstl.jcache.provider;

import org.jspecify.annotations.NullMarked;
