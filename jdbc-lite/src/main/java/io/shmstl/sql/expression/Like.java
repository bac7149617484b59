package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** LIKE and ILIKE; a constant pattern is read once. */
final class Like extends Expression {
  private static final char DEFAULT_ESCAPE = '\\';

  private final Expression value;
  private final Expression pattern;
  private final @Nullable Expression escape;
  private final boolean ignoresCase;
  private final @Nullable LikePattern constant;

  Like(Expression value, Expression pattern, @Nullable Expression escape, boolean ignoresCase) {
    super(SqlType.BOOLEAN);
    this.value = value;
    this.pattern = pattern;
    this.escape = escape;
    this.ignoresCase = ignoresCase;
    this.constant =
        pattern instanceof Constant text
                && text.value() instanceof String known
                && (escape == null
                    || (escape instanceof Constant sign && sign.value() instanceof String))
            ? read(known, escape == null ? null : (String) ((Constant) escape).value())
            : null;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object text = value.evaluate(frame);
    if (text == null) {
      return null;
    }
    if (constant != null) {
      return constant.matches((String) text, frame.context());
    }
    Object wanted = pattern.evaluate(frame);
    if (wanted == null) {
      return null;
    }
    if (escape == null) {
      return read((String) wanted, null).matches((String) text, frame.context());
    }
    Object sign = escape.evaluate(frame);
    return sign == null
        ? null
        : (Object) read((String) wanted, (String) sign).matches((String) text, frame.context());
  }

  @Override
  public void select(Selection rows) {
    LikePattern known = constant;
    if (known != null
        && value instanceof ColumnReference column
        && rows.isColumn(column)
        && column.type().kind() == TypeKind.VARCHAR) {
      rows.keepTexts(column, known.test(rows.frame().context()));
    } else {
      super.select(rows);
    }
  }

  private LikePattern read(String text, @Nullable String sign) {
    if (sign == null) {
      return LikePattern.of(text, DEFAULT_ESCAPE, ignoresCase);
    }
    if (sign.length() > 1) {
      throw SqlErrors.badEscape(sign);
    }
    return LikePattern.of(text, sign.isEmpty() ? null : sign.charAt(0), ignoresCase);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(value);
    visitor.accept(pattern);
    if (escape != null) {
      visitor.accept(escape);
    }
  }
}
