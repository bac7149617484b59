/** Who may do what when: members, the writer lease, key locks, commit versions and pins. */
@NullMarked
package io.shmstl.sync;

import org.jspecify.annotations.NullMarked;
