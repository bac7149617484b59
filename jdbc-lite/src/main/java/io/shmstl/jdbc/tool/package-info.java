/**
 * The command line of {@code shmstl-jdbc-all.jar}: one statement and its rows, a prompt, or the end
 * of a space.
 *
 * <pre>
 * Tool -> CommandLine {what, url, sql, format}
 *      -> one statement:  ResultPrinter {TablePrinter, CsvPrinter, JsonPrinter}
 *      -> prompt:         Prompt, LineSource {terminal, pipe}, StatementText {up to ;}
 *      -> purge:          SpacePurge
 * </pre>
 *
 * <p>It speaks JDBC only, as any client does. The classes of the line editor are loaded by the
 * prompt of a terminal and by nothing else.
 */
@NullMarked
package io.shmstl.jdbc.tool;

import org.jspecify.annotations.NullMarked;
