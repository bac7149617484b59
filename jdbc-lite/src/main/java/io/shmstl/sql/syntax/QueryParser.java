package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses queries: WITH, SELECT, VALUES, TABLE, set operations, ORDER BY and limits. */
final class QueryParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final SourceParser sources;

  QueryParser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens, this);
    this.sources = new SourceParser(tokens, this, expressions);
  }

  /** Whether a query starts at a token, brackets before it apart. */
  static boolean startsQuery(Token token) {
    return token.is("SELECT") || token.is("WITH") || token.is("VALUES") || token.is("TABLE");
  }

  QueryNode query() {
    tokens.descend();
    Position at = tokens.at();
    List<QueryNode.CommonTable> with = new ArrayList<>();
    if (tokens.accept("WITH")) {
      if (tokens.isAt("RECURSIVE") && Tokens.isName(tokens.peek(1))) {
        throw SqlErrors.unsupported("WITH RECURSIVE", tokens.at());
      }
      do {
        with.add(commonTable());
      } while (tokens.accept(","));
    }
    QueryNode.Body body = union();
    List<OrderItem> orderBy = tokens.accept("ORDER", "BY") ? expressions.orderItems() : List.of();
    QueryNode.Limit limit = limit();
    tokens.ascend();
    return new QueryNode(with, body, orderBy, limit, at);
  }

  private QueryNode.CommonTable commonTable() {
    Position at = tokens.at();
    Identifier name = tokens.name();
    List<Identifier> columns = tokens.isAt("(") ? names() : List.of();
    tokens.expect("AS");
    tokens.expect("(");
    QueryNode query = query();
    tokens.expect(")");
    return new QueryNode.CommonTable(name, columns, query, at);
  }

  /** Names in brackets. */
  List<Identifier> names() {
    tokens.expect("(");
    List<Identifier> names = new ArrayList<>();
    do {
      names.add(tokens.name());
    } while (tokens.accept(","));
    tokens.expect(")");
    return names;
  }

  private QueryNode.Body union() {
    QueryNode.Body left = intersection();
    while (tokens.isAt("UNION") || tokens.isAt("EXCEPT") || tokens.isAt("MINUS")) {
      Position at = tokens.at();
      QueryNode.SetOperator operator =
          tokens.advance().is("UNION") ? QueryNode.SetOperator.UNION : QueryNode.SetOperator.EXCEPT;
      boolean isAll = allOrDistinct();
      left = new QueryNode.SetOperation(operator, isAll, left, intersection(), at);
    }
    return left;
  }

  private QueryNode.Body intersection() {
    QueryNode.Body left = primary();
    while (tokens.isAt("INTERSECT")) {
      Position at = tokens.advance().at();
      boolean isAll = allOrDistinct();
      left =
          new QueryNode.SetOperation(QueryNode.SetOperator.INTERSECT, isAll, left, primary(), at);
    }
    return left;
  }

  private boolean allOrDistinct() {
    if (tokens.accept("ALL")) {
      return true;
    }
    tokens.accept("DISTINCT");
    return false;
  }

  private QueryNode.Body primary() {
    if (tokens.accept("(")) {
      QueryNode query = query();
      tokens.expect(")");
      return new QueryNode.Nested(query);
    }
    if (tokens.isAt("VALUES")) {
      return values();
    }
    if (tokens.isAt("TABLE")) {
      Position at = tokens.advance().at();
      QueryNode.Source table = sources.named();
      return new QueryNode.Select(
          false,
          List.of(new QueryNode.Star(List.of(), at)),
          List.of(table),
          null,
          null,
          null,
          Map.of(),
          null,
          at);
    }
    return select();
  }

  private QueryNode.Body values() {
    Position at = tokens.advance().at();
    List<List<ExpressionNode>> rows = new ArrayList<>();
    do {
      tokens.accept("ROW");
      if (tokens.accept("(")) {
        rows.add(expressions.list());
        tokens.expect(")");
      } else {
        rows.add(List.of(expressions.expression()));
      }
    } while (tokens.accept(","));
    return new QueryNode.Values(rows, at);
  }

  private QueryNode.Select select() {
    Position at = tokens.at();
    tokens.expect("SELECT");
    boolean isDistinct = tokens.accept("DISTINCT");
    if (!isDistinct) {
      tokens.accept("ALL");
    }
    List<QueryNode.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.accept(","));
    List<QueryNode.Source> from = new ArrayList<>();
    if (tokens.accept("FROM")) {
      do {
        from.add(sources.source());
      } while (tokens.accept(","));
    }
    ExpressionNode where = tokens.accept("WHERE") ? expressions.expression() : null;
    List<ExpressionNode> groupBy = tokens.accept("GROUP", "BY") ? groupBy() : null;
    ExpressionNode having = tokens.accept("HAVING") ? expressions.expression() : null;
    Map<String, WindowNode> windows = tokens.accept("WINDOW") ? windows() : Map.of();
    ExpressionNode qualify = tokens.accept("QUALIFY") ? expressions.expression() : null;
    return new QueryNode.Select(
        isDistinct, items, from, where, groupBy, having, windows, qualify, at);
  }

  private List<ExpressionNode> groupBy() {
    if (tokens.isAt("(") && tokens.peek(1).is(")")) {
      tokens.advance();
      tokens.advance();
      return List.of();
    }
    return expressions.list();
  }

  private Map<String, WindowNode> windows() {
    Map<String, WindowNode> windows = new HashMap<>();
    do {
      Position at = tokens.at();
      Identifier name = tokens.name();
      tokens.expect("AS");
      if (windows.put(name.text(), expressions.calls().window()) != null) {
        throw SqlErrors.syntax("the window " + name + " is defined twice", at);
      }
    } while (tokens.accept(","));
    return windows;
  }

  private QueryNode.Item item() {
    Position at = tokens.at();
    List<Identifier> qualifier = starQualifier();
    if (qualifier != null) {
      return new QueryNode.Star(qualifier, at);
    }
    ExpressionNode expression = expressions.expression();
    Identifier alias = null;
    if (tokens.accept("AS")) {
      alias =
          Tokens.isName(tokens.current()) || tokens.current().kind() != Token.Kind.WORD
              ? tokens.name()
              : new Identifier(tokens.advance().text(), false);
    } else if (tokens.isAtName()) {
      alias = tokens.name();
    }
    return new QueryNode.Selected(expression, alias);
  }

  /** What stands before a star if there is one here; null otherwise, with nothing consumed. */
  private @Nullable List<Identifier> starQualifier() {
    int ahead = 0;
    while (Tokens.isName(tokens.peek(ahead)) && tokens.peek(ahead + 1).is(".")) {
      ahead += 2;
    }
    if (!tokens.peek(ahead).is("*")) {
      return null;
    }
    List<Identifier> qualifier = new ArrayList<>();
    while (!tokens.isAt("*")) {
      qualifier.add(tokens.name());
      tokens.expect(".");
    }
    tokens.advance();
    return qualifier;
  }

  private QueryNode.Limit limit() {
    ExpressionNode offset = null;
    ExpressionNode count = null;
    boolean isPercent = false;
    boolean withTies = false;
    boolean isLimited = false;
    while (true) {
      if (offset == null && tokens.accept("OFFSET")) {
        offset = expressions.expression();
        tokens.acceptAny("ROW", "ROWS");
      } else if (!isLimited && tokens.accept("LIMIT")) {
        isLimited = true;
        count = tokens.accept("ALL") ? null : expressions.expression();
        if (offset == null && tokens.accept(",")) {
          offset = count;
          count = expressions.expression();
        }
      } else if (!isLimited && tokens.accept("FETCH")) {
        isLimited = true;
        if (!tokens.acceptAny("FIRST", "NEXT")) {
          throw tokens.unexpected("FIRST or NEXT");
        }
        count =
            tokens.isAt("ROW") || tokens.isAt("ROWS")
                ? new ExpressionNode.Literal(1L, SqlType.INTEGER, tokens.at())
                : expressions.expression();
        isPercent = tokens.accept("PERCENT");
        tokens.acceptAny("ROW", "ROWS");
        if (tokens.accept("WITH")) {
          tokens.expect("TIES");
          withTies = true;
        } else {
          tokens.expect("ONLY");
        }
      } else {
        return new QueryNode.Limit(offset, count, isPercent, withTies);
      }
    }
  }
}
