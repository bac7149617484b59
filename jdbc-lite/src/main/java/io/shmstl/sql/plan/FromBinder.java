package io.shmstl.sql.plan;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.Block;
import io.shmstl.sql.exec.DerivedPlan;
import io.shmstl.sql.exec.QueryPlan;
import io.shmstl.sql.exec.ValuesPlan;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.syntax.Identifier;
import io.shmstl.sql.syntax.QueryNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds FROM: finds tables, binds derived ones, makes the names of joins. */
final class FromBinder {
  private static final int MAX_HINTS = 8;

  private final Environment environment;
  private final Scope scope;
  private final Block block;
  private final ExpressionBinder rows;

  FromBinder(Environment environment, Scope scope, Block block, ExpressionBinder rows) {
    this.environment = environment;
    this.scope = scope;
    this.block = block;
    this.rows = rows;
  }

  FromNode bind(QueryNode.Source source) {
    return switch (source) {
      case QueryNode.Named named -> named(named);
      case QueryNode.Derived derived -> derived(derived);
      case QueryNode.Join join -> join(join);
    };
  }

  private FromNode named(QueryNode.Named named) {
    Identifier last = named.name().getLast();
    if (named.name().size() == 1) {
      Environment.CommonTable common = environment.commonTable(last);
      if (common != null) {
        common.plan().use(scope.outer() != null);
        return leaf(common.plan(), common.columns(), last.text(), named.alias(), named.at());
      }
    }
    Table table = table(named.name(), named.at());
    if (table == null) {
      if (named.name().size() == 1 && last.matches("DUAL")) {
        QueryPlan one = new ValuesPlan(List.of(List.of()));
        return leaf(one, List.of(), "DUAL", named.alias(), named.at());
      }
      throw SqlErrors.noTable(last.text(), hints(), named.at());
    }
    List<Source.SourceColumn> columns = new ArrayList<>();
    List<Identifier> names = named.alias() == null ? List.of() : named.alias().columns();
    requireCount(names, table.columns().size(), named.at());
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      String name = i < names.size() ? names.get(i).text() : column.name();
      columns.add(
          new Source.SourceColumn(
              name,
              new OutputColumn(
                  name,
                  column.type(),
                  table.schema(),
                  table.name(),
                  column.name(),
                  column.isNullable()),
              column.isHidden()));
    }
    String name = named.alias() == null ? table.name() : named.alias().name().text();
    String schema = named.alias() == null ? table.schema() : "";
    Source source = new Source(block.addSlot(), schema, name, columns, new BitSet());
    scope.add(source, named.at());
    return new FromNode.TableLeaf(source, table);
  }

  private @Nullable Table table(List<Identifier> name, Position at) {
    Catalog catalog = environment.catalog();
    Identifier last = name.getLast();
    if (name.size() > 3) {
      throw SqlErrors.syntax("a table has at most a catalog and a schema before its name", at);
    }
    List<String> schemas = new ArrayList<>();
    if (name.size() == 1) {
      schemas.addAll(catalog.searchPath());
    } else {
      Identifier schema = name.get(name.size() - 2);
      catalog.schemas().stream().filter(schema::matches).forEach(schemas::add);
    }
    for (String schema : schemas) {
      Table exact = catalog.table(schema, last.text());
      if (exact != null) {
        return exact;
      }
    }
    for (String schema : schemas) {
      List<String> found =
          last.isQuoted()
              ? List.of()
              : catalog.tableNames(schema).stream().filter(last::matches).toList();
      if (found.size() > 1) {
        throw SqlErrors.syntax(
            "the table name " + last + " is ambiguous: quote one of " + found, at);
      }
      if (!found.isEmpty()) {
        return catalog.table(schema, found.getFirst());
      }
    }
    return null;
  }

  private List<String> hints() {
    return environment.catalog().searchPath().stream()
        .flatMap(schema -> environment.catalog().tableNames(schema).stream())
        .sorted()
        .limit(MAX_HINTS)
        .toList();
  }

  private FromNode derived(QueryNode.Derived derived) {
    BoundQuery query = new QueryBinder(environment, scope.outer()).bind(derived.query());
    String name = derived.alias() == null ? "" : derived.alias().name().text();
    return leaf(query.plan(), query.columns(), name, derived.alias(), derived.at());
  }

  private FromNode leaf(
      QueryPlan plan,
      List<OutputColumn> outputs,
      String name,
      QueryNode.@Nullable Alias alias,
      Position at) {
    List<Identifier> names = alias == null ? List.of() : alias.columns();
    requireCount(names, outputs.size(), at);
    List<Source.SourceColumn> columns = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      OutputColumn output = outputs.get(i);
      String columnName = i < names.size() ? names.get(i).text() : output.label();
      columns.add(new Source.SourceColumn(columnName, output.withLabel(columnName), false));
    }
    String known = alias == null ? name : alias.name().text();
    int slot = block.addSlot();
    Source source =
        new Source(slot, "", known.isEmpty() ? "$" + slot : known, columns, new BitSet());
    scope.add(source, at);
    return new FromNode.PlanLeaf(
        source, new DerivedPlan(slot, plan, known.isEmpty() ? "a query" : known));
  }

  private static void requireCount(List<Identifier> names, int count, Position at) {
    if (!names.isEmpty() && names.size() != count) {
      throw SqlErrors.columnCount(names.size() + " names for " + count + " columns", at);
    }
  }

  private FromNode join(QueryNode.Join join) {
    environment.descend(join.at());
    int start = scope.sources().size();
    List<Scope.StarColumn> before = scope.star();
    scope.replaceStar(new ArrayList<>());
    FromNode left = bind(join.left());
    List<Scope.StarColumn> leftStar = scope.star();
    scope.replaceStar(new ArrayList<>());
    FromNode right = bind(join.right());
    environment.ascend();
    List<Scope.StarColumn> rightStar = scope.star();
    List<FromNode.Condition> conditions = new ArrayList<>();
    List<Scope.StarColumn> star = new ArrayList<>(before);
    if (join.isNatural() || !join.using().isEmpty()) {
      star.addAll(using(join, leftStar, rightStar, conditions));
    } else {
      star.addAll(leftStar);
      star.addAll(rightStar);
      if (join.on() != null) {
        SelectBinder.split(join.on(), rows, conditions);
      }
    }
    scope.replaceStar(star);
    requireVisible(conditions, start, join.at());
    return switch (join.kind()) {
      case INNER -> new FromNode.Inner(left, right, conditions);
      case LEFT -> new FromNode.Outer(left, right, conditions, false);
      case RIGHT -> new FromNode.Outer(right, left, conditions, false);
      case FULL -> new FromNode.Outer(left, right, conditions, true);
    };
  }

  /** A condition reads the sources of its own join only. */
  private void requireVisible(List<FromNode.Condition> conditions, int start, Position at) {
    BitSet visible = new BitSet();
    for (Source source : scope.sources().subList(start, scope.sources().size())) {
      visible.set(source.slot());
    }
    for (FromNode.Condition condition : conditions) {
      if (!Dependencies.contains(visible, Dependencies.slots(condition.expression()))) {
        throw SqlErrors.syntax("a join condition names a table outside of its join", at);
      }
    }
  }

  /** Joins by equal columns; the result has each of them once, in front. */
  private List<Scope.StarColumn> using(
      QueryNode.Join join,
      List<Scope.StarColumn> left,
      List<Scope.StarColumn> right,
      List<FromNode.Condition> conditions) {
    List<Scope.StarColumn> shared = new ArrayList<>();
    Set<Scope.StarColumn> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Identifier> names =
        join.isNatural()
            ? left.stream()
                .map(Scope.StarColumn::name)
                .filter(name -> right.stream().anyMatch(c -> c.name().equals(name)))
                .map(name -> new Identifier(name, true))
                .toList()
            : join.using();
    for (Identifier name : names) {
      Scope.StarColumn l = column(left, name, join.at());
      Scope.StarColumn r = column(right, name, join.at());
      gone.add(l);
      gone.add(r);
      scope.use(l.value());
      scope.use(r.value());
      conditions.add(
          new FromNode.Condition(
              Expressions.comparison(ComparisonOperator.EQUAL, l.value(), r.value(), join.at()),
              "USING " + name));
      Expression value =
          switch (join.kind()) {
            case INNER, LEFT -> l.value();
            case RIGHT -> r.value();
            case FULL -> Expressions.coalesce(List.of(l.value(), r.value()), join.at());
          };
      scope.merge(l.name(), value);
      shared.add(new Scope.StarColumn(l.name(), l.origin().withType(value.type()), value, null));
    }
    List<Scope.StarColumn> star = new ArrayList<>(shared);
    left.stream().filter(column -> !gone.contains(column)).forEach(star::add);
    right.stream().filter(column -> !gone.contains(column)).forEach(star::add);
    return star;
  }

  private static Scope.StarColumn column(
      List<Scope.StarColumn> columns, Identifier name, Position at) {
    List<Scope.StarColumn> found =
        columns.stream().filter(column -> name.matches(column.name())).toList();
    if (found.isEmpty()) {
      throw SqlErrors.noColumn(name.text(), at);
    }
    if (found.size() > 1) {
      throw SqlErrors.ambiguousColumn(name.text(), at);
    }
    return found.getFirst();
  }
}
