package io.shmstl.sql.plan;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Correlation;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a query block sees: its sources, and behind them those of the query around. */
final class Scope {
  /** Most tables of one FROM. */
  private static final int MAX_SOURCES = 256;

  private final @Nullable OuterNames outer;
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Expression> merged = new HashMap<>();
  private List<StarColumn> star = new ArrayList<>();

  /** How the query around a subquery answers for its names. */
  record OuterNames(ExpressionBinder binder, Correlation correlation) {}

  /** A column as a star shows it. */
  record StarColumn(String name, OutputColumn origin, Expression value, @Nullable Source source) {}

  Scope(@Nullable OuterNames outer) {
    this.outer = outer;
  }

  @Nullable OuterNames outer() {
    return outer;
  }

  List<Source> sources() {
    return sources;
  }

  void add(Source source, Position at) {
    if (sources.size() == MAX_SOURCES) {
      throw SqlErrors.tooComplex("there are more than " + MAX_SOURCES + " tables in FROM", at);
    }
    for (Source other : sources) {
      if (other.name().equals(source.name()) && other.schema().equals(source.schema())) {
        throw SqlErrors.syntax("the name " + source.name() + " is used twice in FROM", at);
      }
    }
    sources.add(source);
    for (int i = 0; i < source.columns().size(); i++) {
      Source.SourceColumn column = source.columns().get(i);
      if (!column.isHidden()) {
        star.add(
            new StarColumn(
                column.name(),
                column.origin(),
                new ColumnReference(source.slot(), i, column.origin().type()),
                source));
      }
    }
  }

  List<StarColumn> star() {
    return star;
  }

  void replaceStar(List<StarColumn> columns) {
    star = columns;
  }

  /** Makes an unqualified name mean one value: a column named in USING. */
  void merge(String name, Expression value) {
    merged.put(name, value);
  }

  /** Marks the columns in an expression as asked for. */
  void use(Expression expression) {
    if (expression instanceof ColumnReference reference) {
      for (Source source : sources) {
        if (source.slot() == reference.slot()) {
          source.used().set(reference.column());
        }
      }
    }
    expression.forEachOperand(this::use);
  }

  /**
   * The value of a name, or null if no source has it.
   *
   * @throws io.shmstl.sql.error.SqlFailure 42702 if more than one has it
   */
  @Nullable Expression find(List<Identifier> parts, Position at) {
    if (parts.size() == 1) {
      Expression value = mergedValue(parts.getFirst());
      if (value != null) {
        use(value);
        return value;
      }
    }
    for (int split = parts.size() - 1; split >= 0; split--) {
      Expression found = find(parts.subList(0, split), columnName(parts, split), at);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Expression mergedValue(Identifier name) {
    for (Map.Entry<String, Expression> entry : merged.entrySet()) {
      if (name.matches(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** The parts from one on as the name of a column: nested records have names with points. */
  private static Identifier columnName(List<Identifier> parts, int from) {
    if (from == parts.size() - 1) {
      return parts.getLast();
    }
    StringBuilder text = new StringBuilder();
    boolean isQuoted = false;
    for (Identifier part : parts.subList(from, parts.size())) {
      text.append(text.isEmpty() ? "" : ".").append(part.text());
      isQuoted |= part.isQuoted();
    }
    return new Identifier(text.toString(), isQuoted);
  }

  private @Nullable Expression find(List<Identifier> qualifier, Identifier name, Position at) {
    for (boolean isExact : new boolean[] {true, false}) {
      ColumnReference found = null;
      for (Source source : sources) {
        if (!isQualified(source, qualifier)) {
          continue;
        }
        for (int i = 0; i < source.columns().size(); i++) {
          String candidate = source.columns().get(i).name();
          if (isExact ? candidate.equals(name.text()) : name.matches(candidate)) {
            if (found != null) {
              throw SqlErrors.ambiguousColumn(name.text(), at);
            }
            found = new ColumnReference(source.slot(), i, source.columns().get(i).origin().type());
          }
        }
      }
      if (found != null) {
        use(found);
        return found;
      }
    }
    return null;
  }

  /** Whether a qualifier names a source; none names all. */
  static boolean isQualified(Source source, List<Identifier> qualifier) {
    if (qualifier.isEmpty()) {
      return true;
    }
    if (!qualifier.getLast().matches(source.name())) {
      return false;
    }
    return qualifier.size() == 1
        || (qualifier.size() == 2 && qualifier.getFirst().matches(source.schema()));
  }
}
