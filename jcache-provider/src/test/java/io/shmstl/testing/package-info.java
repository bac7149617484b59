/** What the tests of several rooms share: spaces to test in, and child JVMs. */
@NullMarked
package io.shmstl.testing;

import org.jspecify.annotations.NullMarked;
