/** Caches as tables, over real caches that the JCache provider makes. */
@NullMarked
package io.shmstl.sql.scan;

import org.jspecify.annotations.NullMarked;
