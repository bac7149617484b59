package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands in FROM: tables, derived tables and joins. */
final class SourceParser {
  private final Tokens tokens;
  private final QueryParser queries;
  private final ExpressionParser expressions;

  SourceParser(Tokens tokens, QueryParser queries, ExpressionParser expressions) {
    this.tokens = tokens;
    this.queries = queries;
    this.expressions = expressions;
  }

  /** A source with all that is joined to it. */
  QueryNode.Source source() {
    tokens.descend();
    QueryNode.Source left = primary();
    while (true) {
      Position at = tokens.at();
      boolean isNatural = tokens.accept("NATURAL");
      QueryNode.JoinKind kind = joinKind();
      if (kind == null) {
        if (tokens.accept("CROSS", "JOIN")) {
          left = cross(left, at);
          continue;
        }
        if (isNatural) {
          throw tokens.unexpected("JOIN");
        }
        tokens.ascend();
        return left;
      }
      left = join(kind, left, isNatural, at);
    }
  }

  private QueryNode.Source cross(QueryNode.Source left, Position at) {
    return new QueryNode.Join(
        QueryNode.JoinKind.INNER, left, primary(), null, List.of(), false, at);
  }

  private QueryNode.Source join(
      QueryNode.JoinKind kind, QueryNode.Source left, boolean isNatural, Position at) {
    QueryNode.Source right = primary();
    if (isNatural) {
      return new QueryNode.Join(kind, left, right, null, List.of(), true, at);
    }
    if (!tokens.isAt("ON") && !tokens.isAt("USING") && isJoinAhead()) {
      tokens.descend();
      right = nested(right);
      tokens.ascend();
    }
    if (tokens.accept("USING")) {
      return new QueryNode.Join(kind, left, right, null, queries.names(), false, at);
    }
    if (tokens.accept("ON")) {
      ExpressionNode on = expressions.expression();
      return new QueryNode.Join(kind, left, right, on, List.of(), false, at);
    }
    if (kind == QueryNode.JoinKind.INNER) {
      return new QueryNode.Join(kind, left, right, null, List.of(), false, at);
    }
    throw tokens.unexpected("ON or USING");
  }

  /** Joins on the right side whose conditions stand before that of the outer join. */
  private QueryNode.Source nested(QueryNode.Source first) {
    QueryNode.Source left = first;
    while (isJoinAhead()) {
      Position at = tokens.at();
      QueryNode.JoinKind kind = joinKind();
      if (kind == null) {
        tokens.accept("CROSS", "JOIN");
        left = cross(left, at);
      } else {
        left = join(kind, left, false, at);
      }
    }
    return left;
  }

  private boolean isJoinAhead() {
    return tokens.isAt("JOIN")
        || tokens.isAt("INNER")
        || tokens.isAt("LEFT")
        || tokens.isAt("RIGHT")
        || tokens.isAt("FULL")
        || tokens.isAt("CROSS");
  }

  private QueryNode.@Nullable JoinKind joinKind() {
    if (tokens.accept("JOIN") || tokens.accept("INNER", "JOIN")) {
      return QueryNode.JoinKind.INNER;
    }
    for (QueryNode.JoinKind kind : QueryNode.JoinKind.values()) {
      if (kind != QueryNode.JoinKind.INNER && tokens.accept(kind.name())) {
        tokens.accept("OUTER");
        tokens.expect("JOIN");
        return kind;
      }
    }
    return null;
  }

  private QueryNode.Source primary() {
    Position at = tokens.at();
    tokens.accept("LATERAL");
    if (tokens.isAt("(")) {
      int ahead = 0;
      while (tokens.peek(ahead).is("(")) {
        ahead++;
      }
      tokens.expect("(");
      if (!QueryParser.startsQuery(tokens.peek(ahead - 1)) || ahead > 1) {
        return bracketed(at);
      }
      QueryNode query = queries.query();
      tokens.expect(")");
      return new QueryNode.Derived(query, alias(), at);
    }
    if (tokens.isAt("VALUES")) {
      return new QueryNode.Derived(queries.query(), alias(), at);
    }
    return named();
  }

  /** A join in brackets, or a query in more than one pair of them. */
  private QueryNode.Source bracketed(Position at) {
    tokens.descend();
    QueryNode.Source inner = source();
    if (inner instanceof QueryNode.Derived derived
        && derived.alias() == null
        && isSetOperatorAhead()) {
      throw tokens.unexpected("), as set operations of bracketed queries need no second pair");
    }
    tokens.expect(")");
    tokens.ascend();
    QueryNode.Alias alias = alias();
    if (alias == null) {
      return inner;
    }
    if (inner instanceof QueryNode.Derived derived) {
      return new QueryNode.Derived(derived.query(), alias, at);
    }
    throw tokens.unexpected("no name behind a join in brackets");
  }

  private boolean isSetOperatorAhead() {
    return tokens.isAt("UNION") || tokens.isAt("EXCEPT") || tokens.isAt("INTERSECT");
  }

  QueryNode.Source named() {
    Position at = tokens.at();
    List<Identifier> name = new ArrayList<>();
    do {
      name.add(tokens.name());
    } while (tokens.accept("."));
    return new QueryNode.Named(name, alias(), at);
  }

  private QueryNode.@Nullable Alias alias() {
    boolean isMarked = tokens.accept("AS");
    if (!isMarked && !tokens.isAtName()) {
      return null;
    }
    Identifier name = tokens.name();
    List<Identifier> columns = tokens.isAt("(") ? queries.names() : List.of();
    return new QueryNode.Alias(name, columns);
  }
}
