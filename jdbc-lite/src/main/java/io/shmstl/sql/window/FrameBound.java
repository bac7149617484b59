package io.shmstl.sql.window;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.syntax.WindowNode;
import org.jspecify.annotations.Nullable;

/**
 * One end of a frame, bound.
 *
 * @param kind which end
 * @param offset how many rows or groups away; for RANGE, the value of the order key there
 */
public record FrameBound(WindowNode.BoundKind kind, @Nullable Expression offset) {}
