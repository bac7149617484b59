package io.shmstl.jdbc.metadata;

import io.shmstl.jdbc.value.JdbcType;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code getTypeInfo}: the types a column may have. */
final class TypeRows {
  private static final int DECIMAL = 10;
  private static final int MAX_NUMERIC_SCALE = SqlType.MAX_NUMERIC_PRECISION;
  private static final int MAX_FRACTION = 9;

  private static final List<SqlType> TYPES =
      List.of(
          SqlType.VARCHAR,
          new SqlType(TypeKind.CHAR, SqlType.MAX_LENGTH, 0),
          SqlType.VARBINARY,
          SqlType.BOOLEAN,
          SqlType.TINYINT,
          SqlType.SMALLINT,
          SqlType.INTEGER,
          SqlType.BIGINT,
          SqlType.NUMERIC,
          SqlType.DECFLOAT,
          SqlType.REAL,
          SqlType.DOUBLE,
          SqlType.DATE,
          SqlType.TIME,
          SqlType.TIME_TZ,
          SqlType.TIMESTAMP,
          SqlType.TIMESTAMP_TZ,
          SqlType.INTERVAL_MONTHS,
          SqlType.INTERVAL_SECONDS,
          SqlType.UUID,
          SqlType.ARRAY,
          SqlType.ROW,
          SqlType.OTHER);

  private TypeRows() {}

  /** All types, by their code. */
  static List<@Nullable Object[]> types() {
    List<SqlType> sorted = new ArrayList<>(TYPES);
    sorted.sort(Comparator.comparingInt(type -> JdbcType.code(type.kind())));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (SqlType type : sorted) {
      rows.add(type(type));
    }
    return rows;
  }

  private static @Nullable Object[] type(SqlType type) {
    TypeKind kind = type.kind();
    return Shape.row(
        kind.sqlName(),
        JdbcType.code(kind),
        JdbcType.precision(type),
        literalPrefix(kind),
        literalPrefix(kind) == null ? null : "'",
        createParameters(kind),
        DatabaseMetaData.typeNullable,
        kind.isText(),
        kind.isText() ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic,
        !kind.isNumber(),
        false,
        false,
        kind.sqlName(),
        0,
        maxScale(kind),
        null,
        null,
        kind.isNumber() ? DECIMAL : null);
  }

  private static @Nullable String literalPrefix(TypeKind kind) {
    return switch (kind) {
      case VARCHAR, CHAR -> "'";
      case VARBINARY -> "X'";
      case DATE, TIME, TIME_TZ, TIMESTAMP, TIMESTAMP_TZ, UUID -> kind.sqlName() + " '";
      case INTERVAL_MONTHS, INTERVAL_SECONDS -> "INTERVAL '";
      default -> null;
    };
  }

  private static @Nullable String createParameters(TypeKind kind) {
    return switch (kind) {
      case VARCHAR, CHAR, VARBINARY -> "LENGTH";
      case NUMERIC -> "PRECISION,SCALE";
      case DECFLOAT -> "PRECISION";
      case TIME, TIME_TZ, TIMESTAMP, TIMESTAMP_TZ -> "SCALE";
      default -> null;
    };
  }

  private static int maxScale(TypeKind kind) {
    return switch (kind) {
      case NUMERIC -> MAX_NUMERIC_SCALE;
      case TIME, TIME_TZ, TIMESTAMP, TIMESTAMP_TZ, INTERVAL_SECONDS -> MAX_FRACTION;
      default -> 0;
    };
  }
}
