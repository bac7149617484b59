/** Tests of the settings. */
@NullMarked
package io.shmstl.jcache.config;

import org.jspecify.annotations.NullMarked;
