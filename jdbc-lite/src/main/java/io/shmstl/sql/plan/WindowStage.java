package io.shmstl.sql.plan;

import io.shmstl.sql.aggregate.Aggregate;
import io.shmstl.sql.aggregate.Aggregates;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.exec.KeptColumns;
import io.shmstl.sql.exec.Plan;
import io.shmstl.sql.exec.WindowPlan;
import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.syntax.ExpressionNode;
import io.shmstl.sql.syntax.Identifier;
import io.shmstl.sql.syntax.OrderItem;
import io.shmstl.sql.syntax.Unparser;
import io.shmstl.sql.syntax.WindowNode;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.window.AggregateFunction;
import io.shmstl.sql.window.FrameBound;
import io.shmstl.sql.window.FrameSpec;
import io.shmstl.sql.window.OffsetFunction;
import io.shmstl.sql.window.RankFunction;
import io.shmstl.sql.window.TileFunction;
import io.shmstl.sql.window.ValueFunction;
import io.shmstl.sql.window.WindowCall;
import io.shmstl.sql.window.WindowFunction;
import io.shmstl.sql.window.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the window functions of a query block; their results become a source of their own. */
final class WindowStage {
  private static final Set<String> WINDOW_ONLY =
      Set.of(
          "ROW_NUMBER",
          "RANK",
          "DENSE_RANK",
          "PERCENT_RANK",
          "CUME_DIST",
          "NTILE",
          "LAG",
          "LEAD",
          "FIRST_VALUE",
          "LAST_VALUE",
          "NTH_VALUE");
  private static final SqlType INDEX = SqlType.BIGINT;

  private final ExpressionBinder rows;
  private final Map<String, WindowNode> named;
  private final int slot;
  private final List<WindowCall> calls = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<String, WindowSpec> specs = new HashMap<>();

  /**
   * The windows of a block.
   *
   * @param rows binds what functions take, on the rows or groups they run over
   */
  WindowStage(ExpressionBinder rows, Map<String, WindowNode> named, int slot) {
    this.rows = rows;
    this.named = named;
    this.slot = slot;
  }

  static boolean isWindowOnly(String name) {
    return WINDOW_ONLY.contains(name);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  Plan plan(Plan input, KeptColumns kept) {
    return new WindowPlan(input, slot, calls, kept);
  }

  /** The result of a window function. */
  Expression bind(ExpressionNode.Call call) {
    String signature = Unparser.text(call, name -> name.parts().toString());
    Integer index = indexes.get(signature);
    if (index == null) {
      WindowCall bound = bindNew(call);
      index = calls.size();
      calls.add(bound);
      indexes.put(signature, index);
    }
    return new ColumnReference(slot, index, calls.get(index).type());
  }

  private WindowCall bindNew(ExpressionNode.Call call) {
    WindowNode over = resolve(call.tail().over(), 0, call.at());
    WindowSpec spec = spec(over);
    String name = call.name();
    if (Aggregates.isAggregate(name)) {
      Aggregate aggregate = GroupStage.bind(call, rows);
      return new WindowCall(
          spec, new AggregateFunction(aggregate, frame(over, spec)), aggregate.type());
    }
    if (!isWindowOnly(name)) {
      throw SqlErrors.syntax(name + " is no window function", call.at());
    }
    List<Expression> arguments = rows.bindAll(call.arguments());
    return switch (name) {
      case "NTILE" -> {
        requireCount(name, arguments, 1, 1, call.at());
        Expression tiles = Expressions.convert(arguments.getFirst(), INDEX, call.at());
        yield new WindowCall(spec, new TileFunction(tiles), SqlType.BIGINT);
      }
      case "LAG", "LEAD" -> offset(call, spec, arguments);
      case "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE" -> value(call, over, spec, arguments);
      default -> {
        requireCount(name, arguments, 0, 0, call.at());
        RankFunction rank = RankFunction.valueOf(name);
        boolean isShare = rank == RankFunction.PERCENT_RANK || rank == RankFunction.CUME_DIST;
        yield new WindowCall(spec, rank, isShare ? SqlType.DOUBLE : SqlType.BIGINT);
      }
    };
  }

  private static WindowCall offset(
      ExpressionNode.Call call, WindowSpec spec, List<Expression> arguments) {
    requireCount(call.name(), arguments, 1, 3, call.at());
    Expression value = arguments.getFirst();
    Expression offset =
        arguments.size() > 1
            ? Expressions.convert(arguments.get(1), INDEX, call.at())
            : new Constant(1L, INDEX);
    Expression otherwise =
        arguments.size() > 2
            ? Expressions.convert(arguments.get(2), value.type(), call.at())
            : null;
    WindowFunction function =
        new OffsetFunction(
            value, offset, otherwise, call.name().equals("LEAD"), call.tail().ignoresNulls());
    return new WindowCall(spec, function, value.type());
  }

  private WindowCall value(
      ExpressionNode.Call call, WindowNode over, WindowSpec spec, List<Expression> arguments) {
    boolean isNth = call.name().equals("NTH_VALUE");
    requireCount(call.name(), arguments, isNth ? 2 : 1, isNth ? 2 : 1, call.at());
    Expression value = arguments.getFirst();
    Expression nth = isNth ? Expressions.convert(arguments.getLast(), INDEX, call.at()) : null;
    boolean fromLast = call.name().equals("LAST_VALUE") || call.tail().fromLast();
    WindowFunction function =
        new ValueFunction(value, nth, fromLast, call.tail().ignoresNulls(), frame(over, spec));
    return new WindowCall(spec, function, value.type());
  }

  private static void requireCount(
      String name, List<Expression> arguments, int least, int most, Position at) {
    if (arguments.size() < least || arguments.size() > most) {
      String wanted = least == most ? String.valueOf(least) : least + " to " + most;
      throw SqlErrors.argumentCount(name, wanted, arguments.size(), at);
    }
  }

  /** A window with what it takes from a named one. */
  private WindowNode resolve(@Nullable WindowNode over, int depth, Position at) {
    if (over == null) {
      throw new IllegalArgumentException("a call without OVER");
    }
    Identifier base = over.base();
    if (base == null) {
      return over;
    }
    WindowNode found = named.get(base.text());
    if (found == null || depth > named.size()) {
      throw SqlErrors.syntax("there is no window " + base, at);
    }
    WindowNode inner = resolve(found, depth + 1, at);
    return new WindowNode(
        null,
        over.partitionBy().isEmpty() ? inner.partitionBy() : over.partitionBy(),
        over.orderBy().isEmpty() ? inner.orderBy() : over.orderBy(),
        over.frame() == null ? inner.frame() : over.frame(),
        over.at());
  }

  private WindowSpec spec(WindowNode over) {
    StringBuilder signature = new StringBuilder();
    for (ExpressionNode key : over.partitionBy()) {
      signature.append(Unparser.text(key, name -> name.parts().toString())).append(',');
    }
    signature.append(';');
    for (OrderItem item : over.orderBy()) {
      signature
          .append(Unparser.text(item.expression(), name -> name.parts().toString()))
          .append(item.isDescending() ? " desc " : " asc ")
          .append(item.nulls())
          .append(',');
    }
    WindowSpec known = specs.get(signature.toString());
    if (known != null) {
      return known;
    }
    List<SortKey> orderBy = new ArrayList<>();
    for (OrderItem item : over.orderBy()) {
      orderBy.add(rows.sortKey(item));
    }
    WindowSpec spec = new WindowSpec(rows.bindAll(over.partitionBy()), orderBy);
    specs.put(signature.toString(), spec);
    return spec;
  }

  private FrameSpec frame(WindowNode over, WindowSpec spec) {
    WindowNode.FrameNode frame = over.frame();
    if (frame == null) {
      WindowNode.BoundKind end =
          spec.orderBy().isEmpty()
              ? WindowNode.BoundKind.UNBOUNDED_FOLLOWING
              : WindowNode.BoundKind.CURRENT_ROW;
      return new FrameSpec(
          WindowNode.Unit.RANGE,
          new FrameBound(WindowNode.BoundKind.UNBOUNDED_PRECEDING, null),
          new FrameBound(end, null),
          WindowNode.Exclusion.NOTHING);
    }
    return new FrameSpec(
        frame.unit(),
        bound(frame.start(), frame.unit(), spec, over.at()),
        bound(frame.end(), frame.unit(), spec, over.at()),
        frame.exclusion());
  }

  private FrameBound bound(
      WindowNode.Bound bound, WindowNode.Unit unit, WindowSpec spec, Position at) {
    if (bound.offset() == null) {
      return new FrameBound(bound.kind(), null);
    }
    Expression offset = rows.bind(bound.offset());
    if (unit != WindowNode.Unit.RANGE) {
      return new FrameBound(bound.kind(), Expressions.convert(offset, INDEX, at));
    }
    if (spec.orderBy().size() != 1) {
      throw SqlErrors.syntax("RANGE with a distance needs exactly one key in ORDER BY", at);
    }
    SortKey key = spec.orderBy().getFirst();
    boolean isMinus = (bound.kind() == WindowNode.BoundKind.PRECEDING) != key.isDescending();
    Expression border =
        Expressions.arithmetic(
            isMinus ? ArithmeticOperator.MINUS : ArithmeticOperator.PLUS,
            key.expression(),
            offset,
            at);
    return new FrameBound(bound.kind(), Expressions.convert(border, key.expression().type(), at));
  }
}
