/** The tool as a user of the command line sees it. */
@NullMarked
package io.shmstl.jdbc.tool;

import org.jspecify.annotations.NullMarked;
