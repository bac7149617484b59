/**
 * Entry processors: user code that sees one entry and says what becomes of it.
 *
 * <p>A processor runs on the calling thread under its key's lock, so no other thread of any process
 * changes the key meanwhile; it may use the cache for other keys. What it does to its {@link
 * io.shmstl.jcache.processor.ProcessorEntry} counts as a whole, by its net effect:
 *
 * <pre>
 * absent   getValue that loads          stored, not written, not counted
 *          setValue                     stored
 *          setValue, then remove        nothing
 *          remove                       the writer deletes
 * present  nothing, or exists           nothing
 *          getValue                     accessed
 *          setValue, also after remove  replaced
 *          remove, also after setValue  removed
 * throws                                nothing
 * </pre>
 */
@NullMarked
package io.shmstl.jcache.processor;

import org.jspecify.annotations.NullMarked;
