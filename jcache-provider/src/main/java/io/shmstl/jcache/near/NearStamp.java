package io.shmstl.jcache.near;

/**
 * What must still hold for a kept value to be its key's.
 *
 * @param address where the stamp lies in the segment; a multiple of 8 below 32 GiB
 * @param stamp the even stamp that stood when the value was the key's
 * @param age of the cache when it was read, its low half
 * @param deadlineMs milliseconds since 1970; {@code Long.MAX_VALUE}: never
 */
record NearStamp(long address, long stamp, int age, long deadlineMs) {}
