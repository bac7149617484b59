package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import java.util.List;
import java.util.Set;

/** The tokens of a statement with the place where the parser stands, and how deep it has gone. */
final class Tokens {
  /** Deepest nesting of expressions and queries. */
  static final int MAX_DEPTH = 400;

  /** Words that are no names unless quoted. */
  private static final Set<String> RESERVED =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "AS",
          "BETWEEN",
          "CASE",
          "CAST",
          "CROSS",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "EXISTS",
          "FALSE",
          "FETCH",
          "FOR",
          "FROM",
          "FULL",
          "GROUP",
          "HAVING",
          "ILIKE",
          "IN",
          "INNER",
          "INTERSECT",
          "IS",
          "JOIN",
          "LEFT",
          "LIKE",
          "LIMIT",
          "MINUS",
          "NATURAL",
          "NOT",
          "NULL",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "QUALIFY",
          "REGEXP",
          "RIGHT",
          "SELECT",
          "SOME",
          "THEN",
          "TRUE",
          "UNION",
          "UNKNOWN",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WINDOW",
          "WITH");

  private final List<Token> tokens;
  private int index;
  private int depth;
  private int parameters;

  Tokens(String sql) {
    this.tokens = new Lexer(sql).tokens();
  }

  Token current() {
    return tokens.get(index);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(index + ahead, tokens.size() - 1));
  }

  Position at() {
    return current().at();
  }

  Token advance() {
    Token token = current();
    if (token.kind() != Token.Kind.END) {
      index++;
    }
    return token;
  }

  boolean isAt(String wordOrSymbol) {
    return current().is(wordOrSymbol);
  }

  boolean isAt(String first, String second) {
    return current().is(first) && peek(1).is(second);
  }

  boolean accept(String wordOrSymbol) {
    if (!isAt(wordOrSymbol)) {
      return false;
    }
    index++;
    return true;
  }

  boolean accept(String first, String second) {
    if (!isAt(first, second)) {
      return false;
    }
    index += 2;
    return true;
  }

  boolean acceptAny(String... words) {
    for (String word : words) {
      if (accept(word)) {
        return true;
      }
    }
    return false;
  }

  void expect(String wordOrSymbol) {
    if (!accept(wordOrSymbol)) {
      throw unexpected(wordOrSymbol);
    }
  }

  RuntimeException unexpected(String expected) {
    return SqlErrors.syntax("expected " + expected + ", found " + current().shown(), at());
  }

  boolean isAtName() {
    return isName(current());
  }

  static boolean isName(Token token) {
    return token.kind() == Token.Kind.QUOTED_NAME
        || (token.kind() == Token.Kind.WORD && !RESERVED.contains(token.text()));
  }

  Identifier name() {
    if (!isAtName()) {
      throw unexpected("a name");
    }
    Token token = advance();
    return new Identifier(token.text(), token.kind() == Token.Kind.QUOTED_NAME);
  }

  /** A whole number that is not negative. */
  int number(String what) {
    Token token = current();
    try {
      if (token.kind() == Token.Kind.NUMBER) {
        int value = Integer.parseInt(token.text());
        advance();
        return value;
      }
    } catch (NumberFormatException _) {
      // falls to the one error for all that is no such number
    }
    throw unexpected(what);
  }

  int nextParameter() {
    return parameters++;
  }

  int parameters() {
    return parameters;
  }

  void descend() {
    if (++depth > MAX_DEPTH) {
      throw SqlErrors.tooComplex("the statement nests deeper than " + MAX_DEPTH + " levels", at());
    }
  }

  void ascend() {
    depth--;
  }
}
