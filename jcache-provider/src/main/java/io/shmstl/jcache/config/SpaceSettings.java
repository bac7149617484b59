package io.shmstl.jcache.config;

import java.io.ObjectInputFilter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the sources say about a space; a null component is one that nobody set, and the default of
 * the store counts.
 *
 * @param leaseWait how long a change waits for the writer lease
 * @param keyLockWait how long an operation waits for a key's lock
 * @param snapshotAge how old a snapshot may grow
 * @param groupShared whether the owner's group may open the space
 * @param serialFilter filter in front of Java deserialization; without one the JVM's counts
 */
public record SpaceSettings(
    @Nullable Duration leaseWait,
    @Nullable Duration keyLockWait,
    @Nullable Duration snapshotAge,
    @Nullable Boolean groupShared,
    @Nullable ObjectInputFilter serialFilter) {}
