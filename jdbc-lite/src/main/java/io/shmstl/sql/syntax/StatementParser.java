package io.shmstl.sql.syntax;

import io.shmstl.sql.error.SqlErrors;
import java.util.Set;

/** Parses one statement and refuses everything that would change something. */
public final class StatementParser {
  private static final Set<String> WRITES =
      Set.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "TRUNCATE",
          "CREATE",
          "DROP",
          "ALTER",
          "GRANT",
          "REVOKE",
          "COMMENT",
          "REPLACE",
          "UPSERT",
          "ANALYZE",
          "RENAME",
          "BACKUP",
          "CHECKPOINT");
  private static final Set<String> OTHER_VERBS =
      Set.of("CALL", "SET", "SHOW", "COMMIT", "ROLLBACK", "BEGIN", "START", "EXECUTE", "USE");

  private StatementParser() {}

  /**
   * The tree of a statement.
   *
   * @throws io.shmstl.sql.error.SqlFailure 42000 with line and column, 25006 for a write
   */
  public static StatementNode parse(String sql) {
    Tokens tokens = new Tokens(sql);
    Token first = tokens.current();
    if (first.kind() == Token.Kind.END) {
      throw SqlErrors.syntax("the statement is empty", first.at());
    }
    if (first.kind() == Token.Kind.WORD && WRITES.contains(first.text())) {
      throw SqlErrors.readOnly(first.text(), first.at());
    }
    if (first.kind() == Token.Kind.WORD && OTHER_VERBS.contains(first.text())) {
      throw SqlErrors.unsupported(first.text(), first.at());
    }
    boolean isExplained = tokens.accept("EXPLAIN");
    if (isExplained) {
      tokens.accept("PLAN");
      tokens.accept("FOR");
    }
    QueryNode query = new QueryParser(tokens).query();
    tokens.accept(";");
    if (tokens.current().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end of the statement");
    }
    return new StatementNode(query, isExplained, tokens.parameters());
  }
}
