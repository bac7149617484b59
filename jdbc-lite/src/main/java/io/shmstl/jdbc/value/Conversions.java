package io.shmstl.jdbc.value;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Texts;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Engine values as the Java types of the getters. All throw SQLException 22018 for what cannot be
 * converted and 22003 for what is out of range.
 */
public final class Conversions {
  private Conversions() {}

  /** A value as the class of a kind, converted as CAST does. */
  public static Object convert(Object value, TypeKind kind) throws SQLException {
    try {
      return Casts.convert(value, kind, ZoneId.systemDefault());
    } catch (SqlFailure failure) {
      throw JdbcErrors.of(failure);
    }
  }

  /** The text that a cast to VARCHAR gives. */
  public static String toText(Object value) {
    return Texts.of(value);
  }

  /** True or false; of a number, whether it is not zero. */
  public static boolean toBoolean(Object value) throws SQLException {
    return (Boolean) convert(value, TypeKind.BOOLEAN);
  }

  /** An integer of 8 bits. */
  public static byte toByte(Object value) throws SQLException {
    return ((Long) convert(value, TypeKind.TINYINT)).byteValue();
  }

  /** An integer of 16 bits. */
  public static short toShort(Object value) throws SQLException {
    return ((Long) convert(value, TypeKind.SMALLINT)).shortValue();
  }

  /** An integer of 32 bits. */
  public static int toInt(Object value) throws SQLException {
    return ((Long) convert(value, TypeKind.INTEGER)).intValue();
  }

  /** An integer of 64 bits. */
  public static long toLong(Object value) throws SQLException {
    return value instanceof Long number ? number : (Long) convert(value, TypeKind.BIGINT);
  }

  /** A binary number of 32 bits. */
  public static float toFloat(Object value) throws SQLException {
    return (Float) convert(value, TypeKind.REAL);
  }

  /** A binary number of 64 bits. */
  public static double toDouble(Object value) throws SQLException {
    return (Double) convert(value, TypeKind.DOUBLE);
  }

  /** A decimal number. */
  public static BigDecimal toDecimal(Object value) throws SQLException {
    return (BigDecimal) convert(value, TypeKind.NUMERIC);
  }

  /** Bytes: a copy of them, the UTF-8 of a text, or an integer in the bytes of its type. */
  public static byte[] toBytes(Object value, TypeKind kind) throws SQLException {
    if (value instanceof Long number) {
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
      return Arrays.copyOfRange(bytes, bytes.length - width(kind), bytes.length);
    }
    byte[] bytes = (byte[]) convert(value, TypeKind.VARBINARY);
    return value instanceof byte[] ? bytes.clone() : bytes;
  }

  private static int width(TypeKind kind) {
    return switch (kind) {
      case TINYINT -> Byte.BYTES;
      case SMALLINT -> Short.BYTES;
      case INTEGER -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }
}
