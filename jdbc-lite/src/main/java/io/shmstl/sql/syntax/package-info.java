/**
 * From text to a tree, without knowing any table.
 *
 * <pre>
 * text -> Lexer -> Tokens -> StatementParser -> QueryParser -> SourceParser     -> StatementNode
 *                                            -> ExpressionParser -> CallParser
 * </pre>
 *
 * <p>Parsing is one pass without backtracking, in time proportional to the text; nesting is bounded
 * by {@code Tokens.MAX_DEPTH}, so that no statement can overflow the stack.
 */
@NullMarked
package io.shmstl.sql.syntax;

import org.jspecify.annotations.NullMarked;
