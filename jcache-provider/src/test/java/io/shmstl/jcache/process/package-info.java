/** What several JVMs see of one cache, each a real process. */
@NullMarked
package io.shmstl.jcache.process;

import org.jspecify.annotations.NullMarked;
