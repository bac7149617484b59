/**
 * A shared hash map of bytes: index, entries, lock-free reader, writer, eviction.
 *
 * <pre>
 * root word ── directory ── page of 64 buckets ── slot {hash, address} ── entry {version, key, value}
 *               2^depth       a cache line each:
 *               words         7 slots, a frequency byte each, an overflow count
 * </pre>
 *
 * <p>An entry is immutable once a slot names it (but for the deadline, one word, which an access
 * may move). A change writes a new entry and swaps one slot word. Published slots are the only
 * truth; everything else can be computed from them.
 *
 * <h2>Reader of one key</h2>
 *
 * <ol>
 *   <li>load the slot (acquire); empty or of another hash: next slot, next bucket while the
 *       overflow count says that keys went further;
 *   <li>check the address; load the version (acquire); foreign tag or 0: start again;
 *   <li>copy lengths, key and value to the heap, lengths checked before use;
 *   <li>acquire fence; load the slot, the version, the slot once more: all unchanged, or start
 *       again;
 *   <li>compare the key. A miss counts only if directory word and root word are both unchanged.
 * </ol>
 *
 * <h2>Writer</h2>
 *
 * <ol>
 *   <li>stamp odd; version 0; fence; body; version (release); slot (release); commit version; full
 *       fence; only then the pins; free or retire what was superseded; stamp even.
 * </ol>
 *
 * <p><b>Why a copy that passes is whole.</b> A block's version becomes 0 before any byte of it
 * changes, and a version is never used twice. So if a reader sees one version before and after its
 * copy, and the slot named the entry in between, no byte changed meanwhile. The slot is looked at
 * first: with the version first, a block that was covered by a larger one and came back as the same
 * key's entry would pass with old bytes. The third look at the slot closes two such rounds.
 *
 * <p><b>Why a miss is a miss.</b> A key changes its page only in a split, which stores the
 * directory words before it clears the old slots, or when the directory doubles, which stores the
 * root before later splits touch the new words. So a reader that lost a key to either finds one of
 * the two words changed.
 *
 * <p><b>What a stale read costs.</b> A frequency byte written late lands in a page, which is never
 * anything else; the worst is a poorer choice of a victim. A reader that keeps being overtaken
 * takes a low pin, under which nothing it may see is freed; if even that fails it reports a miss.
 *
 * <p>Between processes the Java memory model says nothing. We lean on what the access modes compile
 * to (plain loads and stores on x86, {@code ldar/stlr} and barriers on ARM) and on memory being
 * coherent between processes that map the same page.
 */
@NullMarked
package io.shmstl.map;

import org.jspecify.annotations.NullMarked;
