/** Tests of the near tier's table. */
@NullMarked
package io.shmstl.jcache.near;

import org.jspecify.annotations.NullMarked;
