/**
 * Window functions: a value for each row, of the rows around it.
 *
 * <pre>
 * rows, kept -> Partitions: sorted, cut -> Partition {rows in order, peers}
 *   -> WindowFunction.compute: RankFunction | TileFunction | OffsetFunction   by place
 *                              ValueFunction | AggregateFunction              by FrameSpec
 * </pre>
 */
@NullMarked
package io.shmstl.sql.window;

import org.jspecify.annotations.NullMarked;
