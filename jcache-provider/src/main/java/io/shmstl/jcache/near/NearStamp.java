package io.shmstl.jcache.near;

/**
 * What must still hold for a kept value to be its key's.
 *
 * @param address where the stamp lies in the segment; a multiple of 8 below 32 GiB
 * @param stamp the even stamp that stood when the value was the key's
 * @param age of the cache when it was read, its low half
 * @param deadlineMs milliseconds since 1970; {@code Long.MAX_VALUE}: never
 * @param slotAddress where the slot of the entry lies
 * @param slot the word that was in it; 0 if the entry is not to be known again
 * @param version the entry's commit version
 */
record NearStamp(
    long address, long stamp, int age, long deadlineMs, long slotAddress, long slot, long version) {
  /** Of an entry that is not known again when its stamp is another. */
  NearStamp(long address, long stamp, int age, long deadlineMs) {
    this(address, stamp, age, deadlineMs, 0, 0, 0);
  }
}
