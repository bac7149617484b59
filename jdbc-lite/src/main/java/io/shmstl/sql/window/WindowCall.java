package io.shmstl.sql.window;

import io.shmstl.sql.type.SqlType;

/**
 * A call of a window function.
 *
 * @param spec its window
 * @param function what it computes
 * @param type of its values
 */
public record WindowCall(WindowSpec spec, WindowFunction function, SqlType type) {}
