package io.shmstl.sync;

/**
 * A pin that holds something.
 *
 * @param pin its number
 * @param owner the {@link MemberWord} of its member
 * @param version what it holds: every entry a snapshot of this version can see; 0 = everything
 * @param openedAtMs milliseconds since the epoch
 */
public record PinInfo(int pin, long owner, long version, long openedAtMs) {}
