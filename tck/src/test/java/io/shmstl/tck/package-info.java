/** Tests of the TCK run itself: that it was complete. */
@NullMarked
package io.shmstl.tck;

import org.jspecify.annotations.NullMarked;
