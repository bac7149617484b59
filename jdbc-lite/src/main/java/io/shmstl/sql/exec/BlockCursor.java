package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A step over one source that can be read block by block, or row by row as every other; never both.
 */
interface BlockCursor extends Plan.Cursor {
  /**
   * The next rows, perhaps none of a block; null at the end. The frame's source is moved to their
   * block; which row it shows is the selection's to say.
   */
  @Nullable Selection nextRows();
}
