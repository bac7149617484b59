/** Tests of the delivery of events. */
@NullMarked
package io.shmstl.jcache.event;

import org.jspecify.annotations.NullMarked;
