package io.shmstl.sync;

import io.shmstl.segment.ShmException;

/** Every slot of a space's member table belongs to a living member. */
public final class TooManyMembersException extends ShmException {
  private static final long serialVersionUID = 1L;

  TooManyMembersException(int most) {
    super("the space has " + most + " living members, which is the most it can have");
  }
}
