package io.shmstl.jdbc.tool;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as text for people: bytes in hexadecimal digits, all else as a cast to VARCHAR. */
final class CellText {
  private final boolean[] isBinary;
  private final boolean[] isNumber;

  CellText(ResultSetMetaData columns) throws SQLException {
    isBinary = new boolean[columns.getColumnCount()];
    isNumber = new boolean[isBinary.length];
    for (int i = 0; i < isBinary.length; i++) {
      int type = columns.getColumnType(i + 1);
      isBinary[i] = type == Types.VARBINARY;
      isNumber[i] = columns.isSigned(i + 1);
    }
  }

  /** How many columns there are. */
  int count() {
    return isBinary.length;
  }

  /** Whether a column holds numbers; the first is 1. */
  boolean isNumber(int column) {
    return isNumber[column - 1];
  }

  /** The text of a value, or null. */
  @Nullable String of(ResultSet rows, int column) throws SQLException {
    if (isBinary[column - 1]) {
      byte[] bytes = rows.getBytes(column);
      return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
    return rows.getString(column);
  }
}
