/** Tests of the provider as an application uses it, on spaces of their own. */
@NullMarked
package io.shmstl.jcache;

import org.jspecify.annotations.NullMarked;
