package io.shmstl.sync;

import java.util.UUID;

/**
 * What the member table says of a member, and whether it lives.
 *
 * @param slot place in the table, from 1
 * @param incarnation which of the slot's tenants it is
 * @param pid process id as the member itself sees it
 * @param startedAtMs start of its process, milliseconds since the epoch
 * @param joinedAtMs when it joined the space, milliseconds since the epoch
 * @param pidNamespace inode of the PID namespace in which {@code pid} counts
 */
public record MemberInfo(
    int slot,
    int incarnation,
    UUID id,
    long pid,
    long startedAtMs,
    long joinedAtMs,
    long pidNamespace,
    boolean isAlive) {}
