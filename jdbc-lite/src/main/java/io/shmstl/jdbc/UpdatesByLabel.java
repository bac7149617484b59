package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** A result set that refuses to change a column named by its label: 25006. */
abstract class UpdatesByLabel implements ResultSet {
  @Override
  public final void updateArray(String label, @Nullable Array value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateAsciiStream(String label, @Nullable InputStream value, int length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateAsciiStream(String label, @Nullable InputStream value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateAsciiStream(String label, @Nullable InputStream value)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBigDecimal(String label, @Nullable BigDecimal value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBinaryStream(String label, @Nullable InputStream value, int length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBinaryStream(String label, @Nullable InputStream value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBinaryStream(String label, @Nullable InputStream value)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBlob(String label, @Nullable InputStream value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBlob(String label, @Nullable InputStream value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBlob(String label, @Nullable Blob value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBoolean(String label, boolean value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateByte(String label, byte value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateBytes(String label, byte @Nullable [] value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateCharacterStream(String label, @Nullable Reader value, int length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateCharacterStream(String label, @Nullable Reader value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateCharacterStream(String label, @Nullable Reader value)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateClob(String label, @Nullable Reader value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateClob(String label, @Nullable Reader value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateClob(String label, @Nullable Clob value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateDate(String label, @Nullable Date value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateDouble(String label, double value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateFloat(String label, float value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateInt(String label, int value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateLong(String label, long value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNCharacterStream(String label, @Nullable Reader value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNCharacterStream(String label, @Nullable Reader value)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNClob(String label, @Nullable Reader value, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNClob(String label, @Nullable Reader value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNClob(String label, @Nullable NClob value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNString(String label, @Nullable String value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateNull(String label) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateObject(String label, @Nullable Object value, int length)
      throws SQLException {
    throw refused();
  }

  @Override
  public final void updateObject(String label, @Nullable Object value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateRef(String label, @Nullable Ref value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateRowId(String label, @Nullable RowId value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateSQLXML(String label, @Nullable SQLXML value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateShort(String label, short value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateString(String label, @Nullable String value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateTime(String label, @Nullable Time value) throws SQLException {
    throw refused();
  }

  @Override
  public final void updateTimestamp(String label, @Nullable Timestamp value) throws SQLException {
    throw refused();
  }

  /** What every attempt to change a row ends with. */
  static SQLException refused() {
    return JdbcErrors.readOnly("a change of a row");
  }
}
