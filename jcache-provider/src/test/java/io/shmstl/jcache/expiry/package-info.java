/** Tests of deadlines. */
@NullMarked
package io.shmstl.jcache.expiry;

import org.jspecify.annotations.NullMarked;
