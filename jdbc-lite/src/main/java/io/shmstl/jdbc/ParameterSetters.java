package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.jdbc.value.LegacyTimes;
import io.shmstl.jdbc.value.ParameterValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The setters of a prepared statement: each hands on the engine's value of what it is given. */
abstract class ParameterSetters extends ShmStatement implements PreparedStatement {
  private static final int BUFFER_CHARACTERS = 4096;

  ParameterSetters(ShmConnection connection, int resultSetType) {
    super(connection, resultSetType);
  }

  /**
   * Sets a parameter.
   *
   * @param value in the class the engine has for it
   * @throws SQLException 07009 if there is no such parameter
   */
  abstract void set(int parameter, @Nullable Object value) throws SQLException;

  @Override
  public final void setNull(int parameter, int type) throws SQLException {
    set(parameter, null);
  }

  @Override
  public final void setNull(int parameter, int type, @Nullable String typeName)
      throws SQLException {
    set(parameter, null);
  }

  @Override
  public final void setBoolean(int parameter, boolean value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setDouble(int parameter, double value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setFloat(int parameter, float value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setLong(int parameter, long value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setByte(int parameter, byte value) throws SQLException {
    set(parameter, (long) value);
  }

  @Override
  public final void setShort(int parameter, short value) throws SQLException {
    set(parameter, (long) value);
  }

  @Override
  public final void setInt(int parameter, int value) throws SQLException {
    set(parameter, (long) value);
  }

  @Override
  public final void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setString(int parameter, @Nullable String value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setNString(int parameter, @Nullable String value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
    set(parameter, value == null ? null : value.clone());
  }

  @Override
  public final void setDate(int parameter, @Nullable Date value) throws SQLException {
    setDate(parameter, value, null);
  }

  @Override
  public final void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(parameter, value == null ? null : LegacyTimes.fromDate(value, calendar));
  }

  @Override
  public final void setTime(int parameter, @Nullable Time value) throws SQLException {
    setTime(parameter, value, null);
  }

  @Override
  public final void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(parameter, value == null ? null : LegacyTimes.fromTime(value, calendar));
  }

  @Override
  public final void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
    setTimestamp(parameter, value, null);
  }

  @Override
  public final void setTimestamp(
      int parameter, @Nullable Timestamp value, @Nullable Calendar calendar) throws SQLException {
    set(parameter, value == null ? null : LegacyTimes.fromTimestamp(value, calendar));
  }

  @Override
  public final void setArray(int parameter, @Nullable Array value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value) throws SQLException {
    set(parameter, value == null ? null : ParameterValues.of(value));
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, int type) throws SQLException {
    set(parameter, value == null ? null : ParameterValues.of(value, type, -1));
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, int type, int scale)
      throws SQLException {
    set(parameter, value == null ? null : ParameterValues.of(value, type, scale));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
    set(parameter, text(value, Long.MAX_VALUE, StandardCharsets.US_ASCII));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    set(parameter, text(value, length, StandardCharsets.US_ASCII));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    set(parameter, text(value, length, StandardCharsets.US_ASCII));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value)
      throws SQLException {
    set(parameter, bytes(value, Long.MAX_VALUE));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    set(parameter, bytes(value, length));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    set(parameter, bytes(value, length));
  }

  @Deprecated
  @Override
  public final void setUnicodeStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    set(parameter, text(value, length, StandardCharsets.UTF_16BE));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, text(value, Long.MAX_VALUE));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value, int length)
      throws SQLException {
    set(parameter, text(value, length));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, text(value, length));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, text(value, Long.MAX_VALUE));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, text(value, length));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, text(value, Long.MAX_VALUE));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, text(value, length));
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, text(value, Long.MAX_VALUE));
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, text(value, length));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
    set(parameter, bytes(value, Long.MAX_VALUE));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    set(parameter, bytes(value, length));
  }

  @Override
  public final void setBlob(int parameter, @Nullable Blob value) throws SQLException {
    set(parameter, value == null ? null : bytes(value.getBinaryStream(), Long.MAX_VALUE));
  }

  @Override
  public final void setClob(int parameter, @Nullable Clob value) throws SQLException {
    set(parameter, value == null ? null : text(value.getCharacterStream(), Long.MAX_VALUE));
  }

  @Override
  public final void setNClob(int parameter, @Nullable NClob value) throws SQLException {
    set(parameter, value == null ? null : text(value.getCharacterStream(), Long.MAX_VALUE));
  }

  @Override
  public final void setURL(int parameter, @Nullable URL value) throws SQLException {
    set(parameter, value == null ? null : value.toString());
  }

  @Override
  public final void setRef(int parameter, @Nullable Ref value) throws SQLException {
    throw JdbcErrors.unsupported("setRef");
  }

  @Override
  public final void setRowId(int parameter, @Nullable RowId value) throws SQLException {
    throw JdbcErrors.unsupported("setRowId");
  }

  @Override
  public final void setSQLXML(int parameter, @Nullable SQLXML value) throws SQLException {
    throw JdbcErrors.unsupported("setSQLXML");
  }

  private static byte @Nullable [] bytes(@Nullable InputStream stream, long length)
      throws SQLException {
    if (stream == null) {
      return null;
    }
    try {
      return stream.readNBytes(limit(length));
    } catch (IOException e) {
      throw JdbcErrors.unreadable(e);
    }
  }

  private static @Nullable String text(@Nullable InputStream stream, long length, Charset charset)
      throws SQLException {
    byte[] bytes = bytes(stream, length);
    return bytes == null ? null : new String(bytes, charset);
  }

  private static @Nullable String text(@Nullable Reader reader, long length) throws SQLException {
    if (reader == null) {
      return null;
    }
    try {
      StringBuilder text = new StringBuilder();
      char[] buffer = new char[BUFFER_CHARACTERS];
      long left = limit(length);
      while (left > 0) {
        int count = reader.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        text.append(buffer, 0, count);
        left -= count;
      }
      return text.toString();
    } catch (IOException e) {
      throw JdbcErrors.unreadable(e);
    }
  }

  private static int limit(long length) throws SQLException {
    if (length < 0) {
      throw JdbcErrors.badArgument("length", length, "0 or more");
    }
    return (int) Math.min(length, Integer.MAX_VALUE);
  }
}
