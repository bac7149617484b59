package io.shmstl.registry;

/**
 * An object of a segment that the system map knows.
 *
 * @param name its name, unique in the segment
 * @param address byte offset of its first byte, a multiple of 8; never changes
 * @param bytes its length as asked for when it was created
 */
public record NamedObject(String name, long address, long bytes) {}
