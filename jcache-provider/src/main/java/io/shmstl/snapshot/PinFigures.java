package io.shmstl.snapshot;

/**
 * A pin of a segment: somebody's snapshot, or a read that is in trouble.
 *
 * @param pin its number
 * @param memberSlot place of its member in the member table
 * @param memberIncarnation which of the slot's tenants that is
 * @param version the version it holds; 0 = everything
 * @param openedAtMs milliseconds since 1970
 */
public record PinFigures(
    int pin, int memberSlot, int memberIncarnation, long version, long openedAtMs) {}
