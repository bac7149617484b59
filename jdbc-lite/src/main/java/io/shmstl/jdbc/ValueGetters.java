package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.jdbc.value.Conversions;
import io.shmstl.jdbc.value.JavaObjects;
import io.shmstl.jdbc.value.LegacyTimes;
import io.shmstl.jdbc.value.ObjectConversions;
import io.shmstl.sql.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The getters of a result set: each takes the engine's value and converts it as CAST would. */
abstract class ValueGetters extends GettersByLabel {
  /**
   * The engine's value in the current row; {@code wasNull} speaks of it afterwards.
   *
   * @throws SQLException if the result set is closed, stands on no row or has no such column
   */
  abstract @Nullable Object value(int column) throws SQLException;

  /** The kind of a column's type; the column exists. */
  abstract TypeKind kind(int column);

  @Override
  public final boolean getBoolean(int column) throws SQLException {
    Object value = value(column);
    return value != null && Conversions.toBoolean(value);
  }

  @Override
  public final byte getByte(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toByte(value);
  }

  @Override
  public final short getShort(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toShort(value);
  }

  @Override
  public final int getInt(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toInt(value);
  }

  @Override
  public final long getLong(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toLong(value);
  }

  @Override
  public final float getFloat(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toFloat(value);
  }

  @Override
  public final double getDouble(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toDouble(value);
  }

  @Override
  public final @Nullable String getString(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toText(value);
  }

  @Override
  public final @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toDecimal(value);
  }

  @Deprecated
  @Override
  public final @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal number = getBigDecimal(column);
    return number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public final byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toBytes(value, kind(column));
  }

  @Override
  public final @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public final @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null ? null : LegacyTimes.toDate(value, calendar);
  }

  @Override
  public final @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public final @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null ? null : LegacyTimes.toTime(value, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object value = value(column);
    return value == null ? null : LegacyTimes.toTimestamp(value, calendar);
  }

  @Override
  public final @Nullable Object getObject(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : JavaObjects.of(value, kind(column));
  }

  @Override
  public final @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw JdbcErrors.unsupported("a type map");
    }
    return getObject(column);
  }

  @Override
  public final <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object value = value(column);
    if (type == null) {
      throw JdbcErrors.badArgument("type", "null", "a class");
    }
    return value == null ? null : ObjectConversions.convert(value, kind(column), type);
  }

  @Override
  public final @Nullable Array getArray(int column) throws SQLException {
    return getObject(column, Array.class);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Deprecated
  @Override
  public final @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16BE));
  }

  @Override
  public final @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public final Blob getBlob(int column) throws SQLException {
    throw JdbcErrors.unsupported("getBlob (getBytes and getBinaryStream are)");
  }

  @Override
  public final Clob getClob(int column) throws SQLException {
    throw JdbcErrors.unsupported("getClob (getString and getCharacterStream are)");
  }

  @Override
  public final NClob getNClob(int column) throws SQLException {
    throw JdbcErrors.unsupported("getNClob (getString and getCharacterStream are)");
  }

  @Override
  public final Ref getRef(int column) throws SQLException {
    throw JdbcErrors.unsupported("getRef");
  }

  @Override
  public final RowId getRowId(int column) throws SQLException {
    throw JdbcErrors.unsupported("getRowId");
  }

  @Override
  public final SQLXML getSQLXML(int column) throws SQLException {
    throw JdbcErrors.unsupported("getSQLXML");
  }

  @Override
  public final URL getURL(int column) throws SQLException {
    throw JdbcErrors.unsupported("getURL");
  }
}
