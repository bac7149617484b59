/** Programs that use shmstl through the standard interfaces alone. */
@NullMarked
package io.shmstl.examples;

import org.jspecify.annotations.NullMarked;
