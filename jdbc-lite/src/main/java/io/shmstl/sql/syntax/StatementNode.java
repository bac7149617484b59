package io.shmstl.sql.syntax;

/**
 * A whole statement.
 *
 * @param query what it asks
 * @param isExplained whether the plan is wanted in place of the rows
 * @param parameters how many question marks there are
 */
public record StatementNode(QueryNode query, boolean isExplained, int parameters) {}
