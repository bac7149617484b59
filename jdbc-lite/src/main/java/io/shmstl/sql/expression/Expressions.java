package io.shmstl.sql.expression;

import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.TypeRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes expressions: brings operands to the types they need, and computes what is constant. */
public final class Expressions {
  /** What folding may cost: what takes longer is left to the execution and its limits. */
  private static final StatementLimits FOLDING =
      new StatementLimits(
          Duration.ofMillis(20).toNanos(),
          StatementLimits.DEFAULT_MEMORY_BYTES,
          ZoneId.systemDefault());

  private Expressions() {}

  /** An expression, or its value if everything in it is constant. */
  public static Expression fold(Expression expression) {
    if (expression instanceof Constant
        || expression instanceof SubqueryExpression
        || expression.isVolatile()
        || !isConstant(expression)) {
      return expression;
    }
    StatementContext context = new StatementContext(new ReadView() {}, List.of(), FOLDING);
    try {
      return new Constant(expression.evaluate(new Frame(context, null, 0)), expression.type());
    } catch (SqlFailure _) {
      return expression; // fails when it is executed, if it is
    }
  }

  private static boolean isConstant(Expression expression) {
    boolean[] found = {true, false};
    expression.forEachOperand(operand -> {
      found[0] &= operand instanceof Constant;
      found[1] = true;
    });
    return found[0] && found[1];
  }

  /** An operand as a value of another kind. */
  public static Expression convert(Expression operand, SqlType type, Position at) {
    if (operand.type().kind() == type.kind()) {
      return operand;
    }
    if (operand.type().kind() == TypeKind.NULL && operand instanceof Constant) {
      return new Constant(null, type);
    }
    if (operand instanceof ParameterReference parameter) {
      parameter.infer(type);
    }
    Casts.requireConvertible(operand.type(), type, at);
    return fold(new Conversion(operand, type, false));
  }

  /** CAST. */
  public static Expression cast(Expression operand, SqlType type, Position at) {
    if (operand instanceof ParameterReference parameter) {
      parameter.infer(type);
    }
    Casts.requireConvertible(operand.type(), type, at);
    return fold(new Conversion(operand, type, true));
  }

  /** A condition, from an expression that must be one. */
  public static Expression condition(Expression operand, Position at) {
    return convert(operand, SqlType.BOOLEAN, at);
  }

  /** One of the four operations. */
  public static Expression arithmetic(
      ArithmeticOperator operator, Expression left, Expression right, Position at) {
    if (isTime(left) || isTime(right)) {
      return fold(IntervalArithmetic.of(operator, left, right, at));
    }
    SqlType type = TypeRules.arithmetic(operator, left.type(), right.type(), at);
    Expression l = convert(left, type, at);
    Expression r = convert(right, type, at);
    return fold(
        switch (type.kind()) {
          case NUMERIC, DECFLOAT -> new DecimalArithmetic(operator, type, l, r);
          case REAL, DOUBLE -> new FloatingArithmetic(operator, type, l, r);
          default -> new IntegerArithmetic(operator, type, l, r);
        });
  }

  private static boolean isTime(Expression operand) {
    return operand.type().kind().isTemporal() || operand.type().kind().isInterval();
  }

  /** The negative of an operand. */
  public static Expression negation(Expression operand, Position at) {
    TypeKind kind = operand.type().kind();
    if (kind == TypeKind.NULL) {
      return operand;
    }
    if (kind.isText()) {
      return negation(convert(operand, SqlType.DECFLOAT, at), at);
    }
    if (!kind.isNumber() && !kind.isInterval()) {
      throw SqlErrors.wrongType("the negative of " + operand.type() + " is not defined", at);
    }
    return fold(new Negation(operand));
  }

  /** Two texts in a row, or two byte strings. */
  public static Expression concatenation(Expression left, Expression right, Position at) {
    if (left.type().kind() == TypeKind.VARBINARY && right.type().kind() == TypeKind.VARBINARY) {
      FunctionCall.Body join = (a, _) -> joined((byte[]) a[0], (byte[]) a[1]);
      return fold(new FunctionCall(SqlType.VARBINARY, List.of(left, right), join, false, false));
    }
    return fold(
        new Concatenation(convert(left, SqlType.VARCHAR, at), convert(right, SqlType.VARCHAR, at)));
  }

  private static byte[] joined(byte @Nullable [] left, byte @Nullable [] right) {
    byte[] first = Objects.requireNonNull(left);
    byte[] second = Objects.requireNonNull(right);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The type in which values of two types are compared. */
  public static SqlType comparable(SqlType left, SqlType right, Position at) {
    if (!TypeRules.comparable(left, right)) {
      throw SqlErrors.incomparable(left.toString(), right.toString(), at);
    }
    if (isPadded(left, right) || isPadded(right, left)) {
      return new SqlType(TypeKind.CHAR, Math.max(left.precision(), right.precision()), 0);
    }
    if ((left.kind().isText() && right.kind().isInteger())
        || (right.kind().isText() && left.kind().isInteger())) {
      return SqlType.DECFLOAT;
    }
    return TypeRules.common(left, right, at);
  }

  /** One of the six comparisons. */
  public static Expression comparison(
      ComparisonOperator operator, Expression left, Expression right, Position at) {
    if (left instanceof ListExpression || right instanceof ListExpression) {
      return rows(operator, left, right, at);
    }
    SqlType common = comparable(left.type(), right.type(), at);
    SqlType type = isDoubleEnough(left, right) ? SqlType.DOUBLE : common;
    return fold(new Comparison(operator, compared(left, type, at), compared(right, type, at)));
  }

  /**
   * Whether a DOUBLE and a decimal constant compare in binary as they do in decimal, which is what
   * their common type says and takes ten times as long: the constant is written as its double is.
   */
  private static boolean isDoubleEnough(Expression left, Expression right) {
    return (left.type().kind() == TypeKind.DOUBLE && isWrittenAsDouble(right))
        || (right.type().kind() == TypeKind.DOUBLE && isWrittenAsDouble(left));
  }

  private static boolean isWrittenAsDouble(Expression operand) {
    if (!(operand instanceof Constant constant)
        || !(constant.value() instanceof BigDecimal number)) {
      return false;
    }
    double binary = number.doubleValue();
    return Double.isFinite(binary)
        && new BigDecimal(Double.toString(binary)).compareTo(number) == 0;
  }

  private static boolean isPadded(SqlType type, SqlType other) {
    return type.kind() == TypeKind.CHAR && other.kind().isText();
  }

  /**
   * An operand as it is compared: numbers of all integer types as they are, text with a type of
   * fixed length without the spaces at its end.
   */
  public static Expression compared(Expression operand, SqlType type, Position at) {
    if (type.kind() == TypeKind.CHAR && operand.type().kind().isText()) {
      return fold(new Conversion(operand, type, false));
    }
    return operand.type().kind().isInteger() && type.kind().isInteger()
        ? operand
        : convert(operand, type, at);
  }

  private static Expression rows(
      ComparisonOperator operator, Expression left, Expression right, Position at) {
    if (!(left instanceof ListExpression l)
        || !(right instanceof ListExpression r)
        || l.items().size() != r.items().size()) {
      throw SqlErrors.columnCount("rows of different width do not compare", at);
    }
    if (operator != ComparisonOperator.EQUAL && operator != ComparisonOperator.NOT_EQUAL) {
      return orderedRows(operator, l.items(), r.items(), at);
    }
    List<Expression> parts = new ArrayList<>();
    for (int i = 0; i < l.items().size(); i++) {
      parts.add(comparison(operator, l.items().get(i), r.items().get(i), at));
    }
    return logical(operator == ComparisonOperator.EQUAL, parts, at);
  }

  /** The first parts decide, the next ones if those are equal, and so on. */
  private static Expression orderedRows(
      ComparisonOperator operator, List<Expression> left, List<Expression> right, Position at) {
    ComparisonOperator strict = operator.strict();
    int last = left.size() - 1;
    Expression result = comparison(operator, left.get(last), right.get(last), at);
    for (int i = last - 1; i >= 0; i--) {
      Expression isEqual = comparison(ComparisonOperator.EQUAL, left.get(i), right.get(i), at);
      Expression decides = comparison(strict, left.get(i), right.get(i), at);
      result = logical(false, List.of(decides, logical(true, List.of(isEqual, result), at)), at);
    }
    return result;
  }

  /** IS DISTINCT FROM and its opposite. */
  public static Expression distinctFrom(
      Expression left, Expression right, boolean isNegated, Position at) {
    SqlType type = comparable(left.type(), right.type(), at);
    return fold(new DistinctFrom(compared(left, type, at), compared(right, type, at), isNegated));
  }

  /** AND or OR. */
  public static Expression logical(boolean isAnd, List<Expression> operands, Position at) {
    List<Expression> conditions = new ArrayList<>(operands.size());
    for (Expression operand : operands) {
      conditions.add(condition(operand, at));
    }
    return conditions.size() == 1 ? conditions.getFirst() : fold(new Logical(isAnd, conditions));
  }

  /** NOT, or the operand itself. */
  public static Expression not(Expression operand, boolean isNegated, Position at) {
    return isNegated ? fold(new Not(condition(operand, at))) : operand;
  }

  /** IS NULL. */
  public static Expression isNull(Expression operand, boolean isNegated) {
    return fold(new TruthTest(operand, null, isNegated));
  }

  /** IS TRUE, IS FALSE, IS UNKNOWN. */
  public static Expression is(
      Expression operand, @Nullable Boolean wanted, boolean isNegated, Position at) {
    return fold(new TruthTest(condition(operand, at), wanted, isNegated));
  }

  /** BETWEEN. */
  public static Expression between(
      Expression value, Expression low, Expression high, boolean isSymmetric, Position at) {
    SqlType type = comparable(comparable(value.type(), low.type(), at), high.type(), at);
    return fold(
        new Between(
            compared(value, type, at),
            compared(low, type, at),
            compared(high, type, at),
            isSymmetric));
  }

  /** IN with a list. */
  public static Expression in(Expression value, List<Expression> items, Position at) {
    if (value instanceof ListExpression) {
      List<Expression> equal = new ArrayList<>();
      for (Expression item : items) {
        equal.add(comparison(ComparisonOperator.EQUAL, value, item, at));
      }
      return logical(false, equal, at);
    }
    SqlType type = value.type();
    for (Expression item : items) {
      type = comparable(type, item.type(), at);
    }
    List<Expression> converted = new ArrayList<>();
    for (Expression item : items) {
      converted.add(compared(item, type, at));
    }
    return fold(new InList(compared(value, type, at), converted));
  }

  /** LIKE and ILIKE. */
  public static Expression like(
      Expression value,
      Expression pattern,
      @Nullable Expression escape,
      boolean ignoresCase,
      Position at) {
    return fold(
        new Like(
            convert(value, SqlType.VARCHAR, at),
            convert(pattern, SqlType.VARCHAR, at),
            escape == null ? null : convert(escape, SqlType.VARCHAR, at),
            ignoresCase));
  }

  /** CASE with conditions. */
  public static Expression caseOf(
      List<Expression> conditions,
      List<Expression> results,
      @Nullable Expression otherwise,
      Position at) {
    Expression last = otherwise == null ? new Constant(null, SqlType.NULL) : otherwise;
    List<Expression> all = new ArrayList<>(results);
    all.add(last);
    SqlType type = common(all, at);
    List<Expression> converted = new ArrayList<>();
    for (Expression result : results) {
      converted.add(convert(result, type, at));
    }
    List<Expression> checked = new ArrayList<>();
    for (Expression condition : conditions) {
      checked.add(condition(condition, at));
    }
    return fold(new CaseExpression(type, checked, converted, convert(last, type, at)));
  }

  /** The type all operands have in common; text if none has one. */
  public static SqlType common(List<Expression> operands, Position at) {
    SqlType type = SqlType.NULL;
    for (Expression operand : operands) {
      type = TypeRules.common(type, operand.type(), at);
    }
    return type.kind() == TypeKind.NULL ? SqlType.VARCHAR : type;
  }

  /** COALESCE. */
  public static Expression coalesce(List<Expression> operands, Position at) {
    SqlType type = common(operands, at);
    List<Expression> converted = new ArrayList<>();
    for (Expression operand : operands) {
      converted.add(convert(operand, type, at));
    }
    return fold(new Coalesce(type, converted));
  }
}
