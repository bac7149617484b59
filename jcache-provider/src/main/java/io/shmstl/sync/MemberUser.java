package io.shmstl.sync;

/**
 * Something that holds words in a member's name, and must let go of them before the member leaves.
 */
interface MemberUser extends AutoCloseable {
  @Override
  void close();
}
