/** The engine as a whole, against itself and against others. */
@NullMarked
package io.shmstl.sql;

import org.jspecify.annotations.NullMarked;
