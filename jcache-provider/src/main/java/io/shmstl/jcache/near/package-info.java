/**
 * The near tier: decoded values on the heap of one JVM, each with the stamp under which it was
 * read. A later read that finds the stamp unchanged returns the object: nothing is searched, copied
 * or decoded, and whoever changes the key, in whichever process, changes the stamp first. So the
 * tier is coherent without messages, and a read from it is as fresh as one from shared memory.
 *
 * <p>Only immutable values are kept, and only under keys whose {@code equals} says the same as
 * their bytes. The tier is bounded in bytes and never waits: a fill that meets another one is left
 * out.
 */
@NullMarked
package io.shmstl.jcache.near;

import org.jspecify.annotations.NullMarked;
