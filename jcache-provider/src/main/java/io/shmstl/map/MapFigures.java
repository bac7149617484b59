package io.shmstl.map;

/**
 * Figures of a map as its writer last stored them; read without the lease, so each is right by
 * itself and together they may be a change apart.
 *
 * @param entries live entries, expired ones that no hand has met included
 * @param entryBytes bytes of their blocks
 * @param pages index pages
 * @param tombstones slots kept for snapshots
 * @param retainedBytes bytes of superseded entries kept for snapshots
 * @param evictions entries evicted since the cache was created
 * @param expirations expired entries that eviction freed
 * @param relocations entries moved to make room for large ones
 * @param recoveries times the map was recovered from a writer that died
 * @param dropped slots that recoveries found senseless
 */
public record MapFigures(
    long entries,
    long entryBytes,
    long pages,
    long tombstones,
    long retainedBytes,
    long evictions,
    long expirations,
    long relocations,
    long recoveries,
    long dropped) {
  /** The figures of a segment that has no map. */
  public static final MapFigures NONE = new MapFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
